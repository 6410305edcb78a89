import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, runPython, temporaryFolder } from './python-function';

afterEach(cleanUp);

it("nothing of the developer's environment is seen", async () => {
  process.env.SECRET_OF_THE_DEVELOPER = 'x';
  const { payload } = runPython(`
    import os
    def handler(event, context): return dict(os.environ)`);
  const environment = (await payload()) as Record<string, string>;
  delete process.env.SECRET_OF_THE_DEVELOPER;
  expect(environment).not.toHaveProperty('SECRET_OF_THE_DEVELOPER');
  expect(environment).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: 'orders', AWS_EXECUTION_ENV: 'AWS_Lambda_python3.13' });
});

it('the time zone is UTC, the encoding UTF-8, and the working directory the code, which stays as it was', async () => {
  const codeDirectory = temporaryFolder({
    'index.py': `
import locale, os, sys, time
import helper
def handler(event, context):
    return [time.tzname[0], locale.getpreferredencoding(False).lower(), os.getcwd() == os.environ["LAMBDA_TASK_ROOT"]]`,
    'helper.py': '',
  });
  const { payload } = runPython({}, { codeDirectory });
  expect(await payload()).toEqual(['UTC', 'utf-8', true]);
  expect(readdirSync(codeDirectory).sort()).toEqual(['helper.py', 'index.py']);
  expect(existsSync(join(codeDirectory, '__pycache__'))).toBe(false);
});

it('boto3 is there without being bundled, and works', async () => {
  const { payload } = runPython(`
    import boto3
    def handler(event, context): return boto3.client("sqs").meta.region_name`);
  expect(await payload()).toBe('eu-central-1');
});

it("the machine's other packages are not there: what is not bundled fails as at AWS", async () => {
  const { invoke } = runPython('import pip');
  expect(await invoke()).toMatchObject({
    kind: 'error',
    errorType: 'Runtime.ImportModuleError',
    errorMessage: "Unable to import module 'index': No module named 'pip'",
  });
});
