import { arnOf, cleanUp, runFunction, temporaryFolder } from './function-fixture';

afterEach(cleanUp);

describe('how a handler may be written', () => {
  it('async, in CommonJS', async () => {
    const { payload } = runFunction('exports.handler = async (event) => ({ got: event.n + 1 });');
    expect(await payload({ n: 1 })).toEqual({ got: 2 });
  });

  it('returning a promise without being async', async () => {
    const { payload } = runFunction('exports.handler = (event) => Promise.resolve(event);');
    expect(await payload('text')).toBe('text');
  });

  it('with a callback', async () => {
    const { payload } = runFunction('exports.handler = (event, context, done) => setTimeout(() => done(null, 7), 5);');
    expect(await payload()).toBe(7);
  });

  it('with a callback that names an error', async () => {
    const { invoke } = runFunction('exports.handler = (event, context, done) => done(new RangeError("too far"));');
    expect(await invoke()).toMatchObject({ kind: 'error', errorType: 'RangeError', errorMessage: 'too far' });
  });

  it('with a callback that is called twice: the first call counts', async () => {
    const { payload } = runFunction('exports.handler = (event, context, done) => { done(null, 1); done(null, 2); };');
    expect(await payload()).toBe(1);
  });

  it('a callback answers once the event loop is empty, unless callbackWaitsForEmptyEventLoop is false', async () => {
    const code = (flag: string) => `
      exports.handler = (event, context, done) => {
        ${flag}
        const answer = { late: false };
        setTimeout(() => { answer.late = true; }, 50);
        done(null, answer);
      };`;
    expect(await runFunction(code('')).payload()).toEqual({ late: true });
    expect(await runFunction(code('context.callbackWaitsForEmptyEventLoop = false;')).payload()).toEqual({
      late: false,
    });
  });

  it('context.succeed, the oldest style', async () => {
    const { payload } = runFunction('exports.handler = (event, context) => { context.succeed("old"); };');
    expect(await payload()).toBe('old');
  });

  it('a function that gives nothing gives null', async () => {
    expect(await runFunction('exports.handler = async () => {};').payload()).toBeNull();
    expect(await runFunction('exports.handler = () => {};').payload()).toBeNull();
  });

  it('a promise that is never settled is an error, not a wait for the time-out', async () => {
    const { invoke, payload } = runFunction(
      'exports.handler = async (event) => event.wait ? new Promise(() => {}) : "still here";',
    );
    expect(await invoke({ wait: true })).toMatchObject({ kind: 'error', errorType: 'Runtime.NodeJsExit' });
    expect(await payload({})).toBe('still here');
  });

  it('ES modules: .mjs with top-level await', async () => {
    const { payload } = runFunction({
      'index.mjs': 'const n = await Promise.resolve(41); export const handler = async () => n + 1;',
    });
    expect(await payload()).toBe(42);
  });

  it('ES modules: .js where the function has a package.json that says so', async () => {
    const { payload } = runFunction({
      'package.json': '{"type":"module"}',
      'index.js': 'import { n } from "./n.js"; export const handler = async () => n;',
      'n.js': 'export const n = 3;',
    });
    expect(await payload()).toBe(3);
  });

  it('.cjs', async () => {
    expect(await runFunction({ 'index.cjs': 'exports.handler = async () => "cjs";' }).payload()).toBe('cjs');
  });

  it('in a folder, as a nested export', async () => {
    const { payload } = runFunction(
      { 'src/orders.js': 'exports.api = { get: async () => "nested" };' },
      { handler: 'src/orders.api.get' },
    );
    expect(await payload()).toBe('nested');
  });

  it('CommonJS .js files stay CommonJS inside a project whose package.json says module', async () => {
    const files = {
      'package.json': '{"type":"module"}',
      'cdk.out/asset/index.js': 'exports.handler = async () => require("./helper.js").n;',
      'cdk.out/asset/esm.mjs': 'import helper from "./helper.js"; export const handler = async () => helper.n;',
      'cdk.out/asset/helper.js': 'exports.n = 5;',
    };
    const codeDirectory = `${temporaryFolder(files)}/cdk.out/asset`;
    expect(await runFunction({}, { codeDirectory }).payload()).toBe(5);
    expect(await runFunction({}, { codeDirectory, handler: 'esm.handler' }).payload()).toBe(5);
  });
});

describe('what a handler is given', () => {
  it('the whole context', async () => {
    const { payload } = runFunction(
      `exports.handler = async (event, context) => ({
        ...context,
        remaining: context.getRemainingTimeInMillis() > 25_000 && context.getRemainingTimeInMillis() <= 30_000,
        functions: Object.keys(context).filter((key) => typeof context[key] === 'function').sort(),
      });`,
      { memoryMb: 256 },
    );
    expect(await payload({}, 'JKJaXmPLvHcESHA=')).toEqual({
      callbackWaitsForEmptyEventLoop: true,
      functionName: 'orders',
      functionVersion: '$LATEST',
      memoryLimitInMB: '256',
      invokedFunctionArn: arnOf('orders'),
      awsRequestId: 'JKJaXmPLvHcESHA=',
      logGroupName: '/aws/lambda/orders',
      logStreamName: 'local',
      remaining: true,
      functions: ['done', 'fail', 'getRemainingTimeInMillis', 'succeed'],
    });
  });

  it('an alias runs the same code, and is what invokedFunctionArn says', async () => {
    const { runner } = runFunction('exports.handler = async (event, context) => context.invokedFunctionArn;');
    const result = await runner.invoke(`${arnOf('orders')}:live`, {}, { requestId: 'r1' });
    expect(result).toMatchObject({ kind: 'success', payload: `${arnOf('orders')}:live` });
  });

  it('a function that is not in the assembly is not found', async () => {
    const { runner } = runFunction('exports.handler = async () => 1;');
    expect(await runner.invoke(arnOf('other'), {}, { requestId: 'r1' })).toEqual({ kind: 'not-found' });
  });

  it('a large event, and a large answer', async () => {
    const { payload } = runFunction('exports.handler = async (event) => event;');
    const event = { text: 'é'.repeat(2_000_000) };
    expect(await payload(event)).toEqual(event);
  });
});
