import { functionEnvironment } from '../../src/functions/function-environment';
import { arnOf, cleanUp, runFunction } from './function-fixture';

afterEach(cleanUp);

const model = {
  stack: 'Shop',
  logicalId: 'Orders',
  name: 'orders',
  arn: arnOf('orders'),
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  codeDirectory: '/code',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: { TABLE: 'orders', AWS_REGION: 'mars-1', STAGE: 'template' },
};

describe('functionEnvironment', () => {
  const environment = functionEnvironment({
    model,
    taskRoot: '/code',
    credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    gateway: { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000', STAGE: 'gateway' },
    machine: { PATH: '/bin', HOME: '/home/ada', AWS_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'AKIAREAL', NPM_TOKEN: 'x' },
  });

  it("is the template's variables, the gateway's and Lambda's, and of the machine only what a process needs", () => {
    expect(environment).toEqual({
      PATH: '/bin',
      HOME: '/home/ada',
      TABLE: 'orders',
      STAGE: 'gateway',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: '/code',
      AWS_REGION: 'eu-central-1',
      AWS_DEFAULT_REGION: 'eu-central-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      AWS_LAMBDA_FUNCTION_NAME: 'orders',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders',
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_ACCESS_KEY_ID: 'AKID',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
    });
  });
});

describe('AWS_ENDPOINT_URL', () => {
  const endpointsOf = (own: Record<string, string>) => {
    const gateway = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' };
    const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
    const input = { model: { ...model, environment: own }, taskRoot: '/code', credentials, gateway, machine: {} };
    const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SQS } = functionEnvironment(input);
    return { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SQS };
  };

  it('is the gateway, which refuses what it does not serve', () => {
    expect(endpointsOf({}).AWS_ENDPOINT_URL).toBe('http://127.0.0.1:1');
  });

  it('is where the template says, but for services that the gateway serves', () => {
    const own = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:4566' };
    expect(endpointsOf(own)).toEqual({ ...own, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:1' });
  });
});

describe('inside a function', () => {
  it("nothing of the developer's environment is seen", async () => {
    process.env.SECRET_OF_THE_DEVELOPER = 'x';
    const { payload } = runFunction('exports.handler = async () => Object.keys(process.env);');
    const names = (await payload()) as string[];
    delete process.env.SECRET_OF_THE_DEVELOPER;
    expect(names).not.toContain('SECRET_OF_THE_DEVELOPER');
    expect(names).toContain('AWS_LAMBDA_FUNCTION_NAME');
  });

  it('the time zone is UTC and the working directory is the code', async () => {
    const { payload } = runFunction(`exports.handler = async () => ({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      offset: new Date(2026, 6, 1).getTimezoneOffset(),
      home: process.cwd() === process.env.LAMBDA_TASK_ROOT && process.cwd() === __dirname,
    });`);
    expect(await payload()).toEqual({ zone: 'UTC', offset: 0, home: true });
  });

  const sdk = '@aws-sdk/client-dynamodb';

  it('the AWS SDK is there without being bundled, in CommonJS and in ES modules', async () => {
    const cjs = runFunction(
      `const { DynamoDBClient } = require('${sdk}'); exports.handler = async () => DynamoDBClient.name;`,
    );
    expect(await cjs.payload()).toBe('DynamoDBClient');
    const esm = runFunction({
      'index.mjs': `import { DynamoDBClient } from '${sdk}'; export const handler = async () => DynamoDBClient.name;`,
    });
    expect(await esm.payload()).toBe('DynamoDBClient');
  });

  it("a function's own copy of the AWS SDK comes first", async () => {
    const { payload } = runFunction({
      'index.js': `exports.handler = async () => require('${sdk}').own;`,
      [`node_modules/${sdk}/index.js`]: 'exports.own = true;',
    });
    expect(await payload()).toBe(true);
  });

  it("the gateway's other packages are not there: what is not bundled fails as at AWS", async () => {
    const { invoke } = runFunction("require('dynalite');");
    expect(await invoke()).toMatchObject({ kind: 'error', errorType: 'Runtime.ImportModuleError' });
  });
});
