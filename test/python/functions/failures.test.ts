import { cleanUp, errorResult as error, runPython } from './python-function';

afterEach(cleanUp);

describe('a function that fails', () => {
  it('by raising an exception: its name, message and stack without the frames of the runtime', async () => {
    const { invoke, log } = runPython(`
      class OutOfStock(Exception):
          pass
      def handler(event, context):
          raise OutOfStock("no sku 7")`);
    expect(await invoke()).toEqual(error('OutOfStock', 'no sku 7'));
    expect(log.map(({ text }) => text.replace(/".*index\.py"/, '"index.py"'))).toEqual([
      'OutOfStock: no sku 7',
      'Traceback (most recent call last):',
      '  File "index.py", line 5, in handler',
      '    raise OutOfStock("no sku 7")',
    ]);
    expect(log[0]).toMatchObject({ functionName: 'orders', requestId: 'r1', stream: 'stderr' });
  });

  it('by raising what has no text', async () => {
    const { invoke } = runPython(`
      class Mute(Exception):
          def __str__(self): raise ValueError()
      def handler(event, context): raise Mute()`);
    expect(await invoke()).toEqual(error('Mute'));
  });

  it('by an endless recursion', async () => {
    const { invoke, payload } = runPython(`
      def deeper(): return deeper()
      def handler(event, context): return deeper() if event.get("deep") else "fine"`);
    expect(await invoke({ deep: true })).toEqual(error('RecursionError', expect.stringContaining('maximum recursion')));
    expect(await payload()).toBe('fine');
  });

  it('by returning more than 6 MB, or so much that it could not even be sent', async () => {
    const { invoke, payload } = runPython('def handler(event, context): return "x" * (event["bytes"] - 2)');
    expect(await invoke({ bytes: 6_291_557 })).toEqual(
      error('Function.ResponseSizeTooLarge', expect.stringContaining('(6291557 bytes)')),
    );
    expect(await payload({ bytes: 6_291_556 })).toHaveLength(6_291_554);
    const large = runPython('def handler(event, context): return "x" * 540_000_000', { memoryMb: 4_096 });
    expect(await large.invoke()).toEqual(error('Function.ResponseSizeTooLarge'));
  });
});

describe('code that does not load', () => {
  it.each([
    [
      'no such file',
      { 'other.py': '' },
      {},
      'ImportModuleError',
      "Unable to import module 'index': No module named 'index'",
    ],
    ['no such function', 'other = 1', {}, 'HandlerNotFound', "Handler 'handler' missing on module 'index'"],
    [
      'a handler name without a dot',
      '',
      { handler: 'index' },
      'MalformedHandlerName',
      /^Bad handler 'index': not enough/,
    ],
    [
      "a module of Python's own",
      '',
      { handler: 'sys.exit' },
      'BuiltInModuleConflict',
      /^Cannot use built-in module sys/,
    ],
    [
      'a syntax error',
      'def handler(',
      {},
      'UserCodeSyntaxError',
      /^Syntax error in module 'index': .*\(index\.py, line 1\)/,
    ],
    ['a package that is not bundled', 'import left_pad', {}, 'ImportModuleError', /No module named 'left_pad'$/],
  ])('%s', async (_, code, model, kind, message) => {
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await runPython(code, model).invoke()).toEqual(error(`Runtime.${kind}`, expected));
  });

  it.each([
    ['an error while loading', 'None.attribute', 'AttributeError', /NoneType/],
    ['an exit while loading', 'import sys; sys.exit(3)', 'Runtime.ExitError', /with error: exit status 3$/],
    ['a handler that is no function', 'handler = 1', 'TypeError', /not callable/],
  ])('%s', async (_, code, errorType, message) => {
    expect(await runPython(code).invoke()).toEqual(error(errorType, expect.stringMatching(message)));
  });
});

describe('a process that is gone', () => {
  // what must hold for all of them: the next call is served by a new process
  const code = `
    import ctypes, os, re, signal, sys, time
    def handler(event, context):
        match event.get("end"):
            case "exit": sys.exit()
            case "exit status": sys.exit(7)
            case "exit at once": os._exit(1)
            case "signal": os.kill(os.getpid(), signal.SIGKILL)
            case "crash": ctypes.string_at(0)
            case "loop":
                while True: pass
            case "loop in C": re.match(r"(a+)+b", "a" * 100)
            case "leak":
                leak = []
                while True: leak.append("x" * 1_000_000)
            case "close": os.close(4); time.sleep(600)
            case "stop": os.kill(os.getpid(), signal.SIGSTOP); time.sleep(600)
            case "close stdout": os.close(1); os.close(2)
            case "leak at once": return len("x" * 4_000_000_000)
        return "fine"`.replaceAll('\n    ', '\n');

  it.each([
    ['exit', 'without providing a reason'],
    ['exit status', 'with error: exit status 7'],
    ['exit at once', 'with error: exit status 1'],
    ['signal', 'with error: signal: killed'],
    ['crash', 'with error: signal: segmentation fault'],
    ['close', 'with error: signal: killed'],
    ['leak', 'with error: signal: killed'],
    ['leak at once', 'with error: signal: killed'],
  ])('by %s', async (end, reason) => {
    const { invoke, payload } = runPython(code);
    expect(await payload()).toBe('fine');
    expect(await invoke({ end })).toEqual(error('Runtime.ExitError', `Runtime exited ${reason}`));
    expect(await payload()).toBe('fine');
  });

  it('stdout and stderr may be closed', async () => {
    const { payload } = runPython(code);
    expect([await payload({ end: 'close stdout' }), await payload()]).toEqual(['fine', 'fine']);
  });

  it.each(['loop', 'loop in C', 'stop'])('by its own time-out: %s', async (end) => {
    const { invoke, payload, log } = runPython(code, { timeoutSeconds: 0.5 });
    expect(await invoke({ end })).toEqual({ kind: 'function-timeout', durationMs: expect.any(Number) });
    expect(log.map(({ text }) => text)).toEqual(['Sandbox.Timedout: Task timed out after 0.50 seconds']);
    expect(await payload()).toBe('fine');
  });
});
