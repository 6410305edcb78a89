import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive, untilGone } from '../../../local/test/functions/process-life';
import { arnOf, cleanUp, runPython, temporaryFolder, withoutMargin } from './python-function';

afterEach(cleanUp);

it('one process serves call after call, and keeps its state', async () => {
  const { payload } = runPython(`
    import os
    calls = 0
    def handler(event, context):
        global calls
        calls += 1
        return [os.getpid(), calls]`);
  const [pid] = (await payload()) as number[];
  expect(await payload()).toEqual([pid, 2]);
});

it('logs come line by line with their request, all of them before the answer, and never as an answer', async () => {
  const { payload, log } = runPython(`
    import logging, sys
    print("loading")
    def handler(event, context):
        print('{"type": "result", "payload": "1"}')
        print("one\\ntwo", file=sys.stderr)
        logging.info("not by default")
        logging.warning("worth %s", "knowing")
        for i in range(event["lines"]): print("line", i)
        print("no end of line", end="")
        return "answer"`);
  expect(await payload({ lines: 20_000 }, 'first')).toBe('answer');
  const texts = (stream: string) => log.filter((line) => line.stream === stream).map(({ text }) => text);
  expect(texts('stderr')).toEqual(['one', 'two']);
  expect(texts('stdout')).toHaveLength(20_004);
  expect(texts('stdout').slice(0, 2)).toEqual(['loading', '{"type": "result", "payload": "1"}']);
  expect(texts('stdout')[2]).toMatch(/^\[WARNING]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\tfirst\tworth knowing$/);
  expect(texts('stdout').at(-1)).toBe('no end of line');
  expect(log[0]).toMatchObject({ requestId: undefined });
  expect(log.at(-1)).toMatchObject({ functionName: 'orders', requestId: 'first' });
});

it('what a function started ends with it, and waiting for its own children takes no longer for ours', async () => {
  const { runner, payload } = runPython(`
    import os, subprocess
    def handler(event, context):
        try: os.wait()
        except ChildProcessError: return subprocess.Popen(["sleep", "1000"]).pid`);
  const grandchild = (await payload()) as number;
  expect(isAlive(grandchild)).toBe(true);
  await runner.close();
  await untilGone(grandchild);
});

it('close() ends idle, busy and stubborn processes within two seconds', async () => {
  const { runner, invoke, payload, log } = runPython(`
    import os, signal
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    def handler(event, context):
        print(os.getpid())
        while event.get("spin"): pass`);
  await payload();
  const spinning = invoke({ spin: true });
  while (log.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const started = performance.now();
  await runner.close();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(isAlive(Number(log[0]?.text))).toBe(false);
  expect(await spinning).toMatchObject({ kind: 'error', errorType: 'Runtime.ExitError' });
});

it('a gateway that is killed leaves no function behind, not even one that hangs in C code', async () => {
  const model = {
    name: 'spin',
    arn: arnOf('spin'),
    runtime: 'python3.13',
    handler: 'index.handler',
    codeDirectory: temporaryFolder({
      'index.py': withoutMargin(`
        import os, re
        def handler(event, context):
            print(os.getpid())
            re.match(r"(a+)+b", "a" * 100)`),
    }),
    timeoutSeconds: 900,
    memoryMb: 128,
    environment: {},
  };
  const source = (name: string) => JSON.stringify(join(__dirname, '../../../local/src/functions', name));
  const gateway = join(
    temporaryFolder({
      'gateway.ts': `
        import { createFunctionRunner } from ${source('function-runner')};
        import { Runtimes } from ${source('runtimes')};
        const runner = createFunctionRunner({
          functions: [${JSON.stringify(model)}] as never,
          runtimes: new Runtimes(process.env.PYTHON_TESTS),
          environment: {},
          onLog: (line) => console.log(line.text),
        });
        void runner.invoke(${JSON.stringify(model.arn)}, {}, { requestId: 'r1' });`,
    }),
    'gateway.ts',
  );
  const killed = spawn(process.execPath, ['--import', require.resolve('tsx'), gateway], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) =>
    createInterface(killed.stdout).once('line', (line) => resolve(Number(line))),
  );
  expect(isAlive(pid)).toBe(true);
  killed.kill('SIGKILL');
  await untilGone(pid);
});
