import { EXAMPLE_APPS, synthesizeExample } from './lib/example-apps.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { virtualEnvironment } from './lib/virtual-environment.mjs';

// what other people's programs say of the templates, in whatever language an app is written
await setUp();
for (const language of Object.keys(EXAMPLE_APPS)) await synthesizeExample(language);
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'templates'], {
  env: { TEMPLATE_TESTS: await virtualEnvironment('template-checks', 'scripts/python/template-checks.txt') },
});
