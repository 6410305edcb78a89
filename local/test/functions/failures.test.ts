import { until } from '../support/until';
import { cleanUp, errorResult as error, runFunction } from './function-fixture';
import { untilGone } from './process-life';

afterEach(cleanUp);

describe('a function that fails', () => {
  it('by throwing an error: its name, message and stack', async () => {
    const { invoke, log } = runFunction(`
      class OutOfStock extends Error { constructor() { super('no sku 7'); this.name = 'OutOfStock'; } }
      exports.handler = async () => { throw new OutOfStock(); };`);
    expect(await invoke()).toEqual(error('OutOfStock', 'no sku 7'));
    expect(log[0]).toEqual({ functionName: 'orders', requestId: 'r1', stream: 'stderr', text: 'OutOfStock: no sku 7' });
    expect(log.map(({ text }) => text).join('\n')).toMatch(/at .*index\.js:3/);
    expect(log.filter(({ text }) => text.includes('/runtime/'))).toEqual([]);
  });

  it('by throwing synchronously', async () => {
    expect(await runFunction('exports.handler = () => { null.x; };').invoke()).toEqual(error('TypeError'));
  });

  it('by throwing what is not an error', async () => {
    expect(await runFunction('exports.handler = async () => { throw "boom"; };').invoke()).toEqual(
      error('string', 'boom'),
    );
    expect(await runFunction('exports.handler = async () => { throw Object.create(null); };').invoke()).toEqual(
      error('object'),
    );
  });

  it('by returning what is not JSON', async () => {
    const { invoke } = runFunction('exports.handler = async () => { const a = {}; a.a = a; return a; };');
    expect(await invoke()).toEqual(error('TypeError', expect.stringContaining('circular')));
  });

  it('by returning more than 6 MB', async () => {
    const { invoke, payload } = runFunction('exports.handler = async (event) => "x".repeat(event.bytes - 2);');
    expect(await invoke({ bytes: 6_291_557 })).toEqual(error('Function.ResponseSizeTooLarge'));
    expect(await payload({ bytes: 6_291_556 })).toHaveLength(6_291_554);
  });

  it('by returning so much that it never leaves the process', async () => {
    const { invoke, payload } = runFunction(
      'exports.handler = async (event) => event.huge ? "x".repeat(100e6) : "fine";',
      {
        memoryMb: 1_024,
      },
    );
    expect(await invoke({ huge: true })).toEqual(
      error('Function.ResponseSizeTooLarge', expect.stringContaining('(100000002 bytes)')),
    );
    expect(await payload()).toBe('fine');
  });

  it('without an end, a line is given out in parts', async () => {
    const { payload, log } = runFunction(`exports.handler = async () => process.stdout.write('x'.repeat(20e6));`);
    await payload();
    expect(log.length).toBeGreaterThan(10);
    expect(log.reduce((sum, { text }) => sum + text.length, 0)).toBe(20e6);
  });
});

describe('code that does not load', () => {
  it.each([
    ['no such file', { 'other.js': '' }, {}, 'Runtime.ImportModuleError', /index/],
    [
      'no such export',
      'exports.other = 1;',
      {},
      'Runtime.HandlerNotFound',
      'index.handler is undefined or not exported',
    ],
    [
      'an export that is no function',
      'exports.handler = 1;',
      {},
      'Runtime.HandlerNotFound',
      'index.handler is not a function',
    ],
    ['a handler name without a dot', '', { handler: 'index' }, 'Runtime.MalformedHandlerName', /'index'/],
    [
      'a handler name that climbs out',
      '',
      { handler: '../index.handler' },
      'Runtime.MalformedHandlerName',
      /'\.\.\/index/,
    ],
    ['a syntax error', 'exports.handler = (', {}, 'Runtime.UserCodeSyntaxError', /SyntaxError/],
    [
      'a package that is not bundled',
      'require("left-pad-of-nobody")',
      {},
      'Runtime.ImportModuleError',
      /left-pad-of-nobody/,
    ],
    [
      'the same in an ES module',
      { 'index.mjs': 'import "left-pad-of-nobody"' },
      {},
      'Runtime.ImportModuleError',
      /left-pad/,
    ],
    ['an error while loading', 'throw new RangeError("at load")', {}, 'RangeError', 'at load'],
    ['an exit while loading', 'process.exit(3)', {}, 'Runtime.ExitError', 'Runtime exited with error: exit status 3'],
    ['no such folder', '', { codeDirectory: '/nowhere/at/all' }, 'Runtime.InvalidEntrypoint', /\/nowhere\/at\/all/],
  ])('%s', async (_, code, model, errorType, message) => {
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await runFunction(code, model).invoke()).toEqual(error(errorType, expected));
  });
});

describe('a process that is gone', () => {
  // what must hold for all of them: the next call is served by a new process
  const code = `
    const { kill, pid } = process;
    exports.handler = async (event) => {
      if (event.exit !== undefined) process.exit(event.exit);
      if (event.signal) { kill(pid, event.signal); await new Promise((r) => setTimeout(r, 10_000)); }
      if (event.eat) { const eaten = []; for (;;) eaten.push(new Array(100_000).fill(event)); }
      if (event.spin) for (;;);
      if (event.uncaught) { setImmediate(() => { throw new RangeError('later'); }); await new Promise((r) => setTimeout(r, 10_000)); }
      if (event.unhandled) { Promise.reject(new RangeError('adrift')); await new Promise((r) => setTimeout(r, 10_000)); }
      return 'fine';
    };`;

  it.each([
    ['process.exit(0)', { exit: 0 }, 'Runtime.ExitError', 'Runtime exited without providing a reason'],
    ['process.exit(1)', { exit: 1 }, 'Runtime.ExitError', 'Runtime exited with error: exit status 1'],
    ['a signal', { signal: 'SIGKILL' }, 'Runtime.ExitError', 'Runtime exited with error: signal: killed'],
    ['an uncaught exception', { uncaught: true }, 'RangeError', 'later'],
    ['an unhandled rejection', { unhandled: true }, 'Runtime.UnhandledPromiseRejection', 'RangeError: adrift'],
  ])('by %s', async (_, event, errorType, message) => {
    const { invoke, payload } = runFunction(code);
    expect(await invoke(event)).toEqual(error(errorType, message));
    expect(await payload()).toBe('fine');
  });

  it('by running out of the memory that the template gives', async () => {
    const { invoke, payload } = runFunction(code, { memoryMb: 64 });
    expect(await invoke({ eat: true })).toEqual(
      error('Runtime.ExitError', 'Runtime exited with error: signal: aborted'),
    );
    expect(await payload()).toBe('fine');
  });

  it('by running out of it with what is outside of the heap', async () => {
    const { invoke, payload } = runFunction(
      `exports.handler = async (event) => {
        for (const kept = []; event.eat; await new Promise((r) => setTimeout(r, 10))) kept.push(Buffer.alloc(8e6, 1));
        return 'fine';
      };`,
      { memoryMb: 64 },
    );
    expect(await invoke({ eat: true })).toEqual(
      error('Runtime.ExitError', 'Runtime exited with error: signal: killed'),
    );
    expect(await payload()).toBe('fine');
  });

  it('by its own time-out, even in an endless loop', async () => {
    const { invoke, payload, log } = runFunction(code, { timeoutSeconds: 0.5 });
    expect(await invoke({ spin: true })).toEqual({ kind: 'function-timeout', durationMs: expect.any(Number) });
    expect(log).toEqual([
      {
        functionName: 'orders',
        requestId: 'r1',
        stream: 'stderr',
        text: 'Sandbox.Timedout: Task timed out after 0.50 seconds',
      },
    ]);
    expect(await payload()).toBe('fine');
  });

  it.each([
    ['is stopped', "process.kill(process.pid, 'SIGSTOP');"],
    ['waits for a promise that nobody settles', 'setInterval(() => undefined, 1_000);'],
  ])('by its own time-out, when it %s', async (_, hang) => {
    const { invoke, payload } = runFunction(
      `exports.handler = async (event) => {
        if (event.hang) { ${hang} await new Promise(() => undefined); }
        return 'fine';
      };`,
      { timeoutSeconds: 0.5 },
    );
    expect(await invoke({ hang: true })).toEqual({ kind: 'function-timeout', durationMs: expect.any(Number) });
    expect(await payload()).toBe('fine');
  });

  it.each([
    ['closes the pipe that its answer goes to', 'fs.closeSync(4); await forever;'],
    ['writes to that pipe without end', "for (;;) fs.writeSync(4, Buffer.alloc(1e6, 'x'));"],
    ['writes nonsense to it', "fs.writeSync(4, 'nonsense\\n'); await forever;"],
  ])('when it %s', async (_, harm) => {
    const { invoke, payload } = runFunction(
      `const fs = require('node:fs');
      exports.handler = async (event) => {
        const forever = new Promise((resolve) => setTimeout(resolve, 600_000));
        if (event.harm) { ${harm} }
        return 'fine';
      };`,
      { timeoutSeconds: 30 },
    );
    expect(await invoke({ harm: true })).toEqual(error(expect.stringMatching(/^Runtime\.(ExitError|Unknown)$/)));
    expect(await payload()).toBe('fine');
  });

  it('after its answer, which is told on the log, and the next call is served', async () => {
    const { payload, log } = runFunction(`exports.handler = async (event) => {
      if (event.later) setTimeout(() => { throw new RangeError('too late'); }, 20);
      return process.pid;
    };`);
    const first = await payload({ later: true });
    await until(() => log.find(({ text }) => text === 'RangeError: too late'));
    await untilGone(first as number);
    expect(await payload()).not.toBe(first);
  });

  it('stdout and stderr may be closed', async () => {
    const { payload } = runFunction(`const { closeSync } = require('node:fs');
    exports.handler = async (event) => {
      if (event.close) [1, 2].forEach((descriptor) => closeSync(descriptor));
      return 'fine';
    };`);
    expect([await payload({ close: true }), await payload()]).toEqual(['fine', 'fine']);
  });

  it("the caller's time-out ends the wait, not the function", async () => {
    const { runner, payload, log } = runFunction(`
      exports.handler = async (event) => { console.log('started'); await new Promise((r) => setTimeout(r, event.ms ?? 0)); console.log('done'); };`);
    await payload();
    log.length = 0;
    const arn = 'arn:aws:lambda:eu-central-1:123456789012:function:orders';
    const result = await runner.invoke(arn, { ms: 300 }, { requestId: 'slow', timeoutMs: 20 });
    expect(result).toEqual({ kind: 'caller-timeout', durationMs: expect.any(Number) });
    while (!log.some(({ requestId, text }) => requestId === 'slow' && text === 'done')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
});
