import { pythonOfFunctions, synthesizeExample } from './lib/example-apps.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';

await setUp();
for (const language of ['python', 'java']) await synthesizeExample(language);
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'example-apps'], {
  env: { EXAMPLE_APP_TESTS: await pythonOfFunctions() },
});
