import { pythonOfFunctions } from './lib/example-apps.mjs';
import { run } from './lib/run.mjs';

// Python functions, and a program that takes part by the documented message alone
const python = await pythonOfFunctions();
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'python'], { env: { PYTHON_TESTS: python } });
