import { pythonEnvironment } from './lib/python-environment.mjs';
import { run } from './lib/run.mjs';

// a program in another language takes part by the documented message alone
const python = pythonEnvironment('python', ['boto3==1.44.5']);
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'python'], { env: { PYTHON_TESTS: python } });
