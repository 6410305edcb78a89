import { pythonEnvironment } from './lib/python-environment.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { synthesizeExamples } from './lib/synthesize-examples.mjs';

const EXAMPLES = '.cache/example-templates';

// what other people's programs say of the templates, which nobody has deployed to AWS from here
await setUp();
const python = pythonEnvironment('template-checks', ['cfn-lint[full]==1.58.0', 'aws-sam-translator==1.115.0']);
synthesizeExamples(EXAMPLES);
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'templates'], {
  env: { TEMPLATE_TESTS: python, EXAMPLE_TEMPLATES: EXAMPLES },
});
