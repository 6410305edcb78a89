import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { arnOf, cleanUp, runFunction, temporaryFolder } from './function-fixture';
import { isAlive, untilGone } from './process-life';

afterEach(cleanUp);

const pidCode = `exports.handler = async (event) => {
  await new Promise((r) => setTimeout(r, event.ms ?? 0));
  return process.pid;
};`;

describe('processes of a function', () => {
  it('one serves call after call, and keeps its state', async () => {
    const { payload } = runFunction('let n = 0; exports.handler = async () => [process.pid, ++n];');
    const [pid] = (await payload()) as number[];
    expect(await payload()).toEqual([pid, 2]);
  });

  it('a second call at the same time gets a process of its own, and both are used again', async () => {
    const { payload } = runFunction(pidCode);
    const both = new Set(await Promise.all([payload({ ms: 200 }), payload({ ms: 200 })]));
    expect(both.size).toBe(2);
    expect(both).toContain(await payload());
  });

  it('beyond the cap, calls wait for their turn', async () => {
    const { payload } = runFunction(pidCode, {}, { maxProcessesPerFunction: 2 });
    const pids = await Promise.all(Array.from({ length: 7 }, () => payload({ ms: 20 })));
    expect(new Set(pids).size).toBe(2);
  });

  it('a waiting call is served when the process before it fails', async () => {
    const code = 'exports.handler = async (event) => event.exit ? process.exit(1) : "served";';
    const { invoke, payload } = runFunction(code, {}, { maxProcessesPerFunction: 1 });
    const [failed, served] = await Promise.all([invoke({ exit: true }), payload()]);
    expect(failed).toMatchObject({ kind: 'error', errorType: 'Runtime.ExitError' });
    expect(served).toBe('served');
  });

  it('one that ends while idle is replaced', async () => {
    const { payload } = runFunction(
      'exports.handler = async () => { setTimeout(() => process.exit(), 5); return process.pid; };',
    );
    const first = (await payload()) as number;
    await untilGone(first);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await payload()).not.toBe(first);
  });
});

describe('logs', () => {
  it('come line by line with function, request and stream, all of them before the answer', async () => {
    const { payload, log } = runFunction(`
      console.log('loading');
      exports.handler = async (event) => {
        console.log('one\\ntwo'); console.error('oops'); process.stdout.write('no end of line ' + event.n);
        if (event.many) for (let i = 0; i < 20_000; i++) console.log('line ' + i);
      };`);
    await payload({ n: 1 }, 'first');
    const line = (requestId: string | undefined, stream: string, text: string) => ({
      functionName: 'orders',
      requestId,
      stream,
      text,
    });
    expect(log.filter(({ stream }) => stream === 'stdout')).toEqual([
      line(undefined, 'stdout', 'loading'),
      line('first', 'stdout', 'one'),
      line('first', 'stdout', 'two'),
      line('first', 'stdout', 'no end of line 1'),
    ]);
    expect(log).toContainEqual(line('first', 'stderr', 'oops'));
    await payload({ n: 2, many: true }, 'second');
    expect(log.filter(({ requestId, stream }) => requestId === 'second' && stream === 'stdout')).toHaveLength(
      2 + 20_000,
    );
  });
});

describe('the end', () => {
  it('close() ends idle, busy and stubborn processes within two seconds', async () => {
    const { runner, invoke, payload, log } = runFunction(`
      process.on('SIGTERM', () => {});
      exports.handler = async (event) => { console.log(process.pid); if (event.spin) for (;;); };`);
    await payload();
    const spinning = invoke({ spin: true });
    const alsoSpinning = invoke({ spin: true });
    while (log.length < 3) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const started = performance.now();
    await runner.close();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(log.slice(0, 3).map(({ text }) => isAlive(Number(text)))).toEqual([false, false, false]);
    expect(await spinning).toMatchObject({ kind: 'error', errorType: 'Runtime.ExitError' });
    expect(await alsoSpinning).toMatchObject({ kind: 'error', errorType: 'Runtime.ExitError' });
    expect(await invoke()).toMatchObject({ kind: 'error', errorMessage: 'the gateway was closed' });
  });

  it('what a function started ends with it', async () => {
    const { runner, payload } = runFunction(`
      const { spawn } = require('node:child_process');
      exports.handler = async () => spawn('sleep', ['1000']).pid;`);
    const grandchild = (await payload()) as number;
    expect(isAlive(grandchild)).toBe(true);
    await runner.close();
    await untilGone(grandchild);
  });

  it('a gateway that is killed leaves no function behind, not even one in an endless loop', async () => {
    const codeDirectory = temporaryFolder({
      'index.js': 'exports.handler = async () => { console.log(process.pid); for (;;); };',
    });
    const model = {
      name: 'spin',
      arn: arnOf('spin'),
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      codeDirectory,
      timeoutSeconds: 900,
      memoryMb: 128,
      environment: {},
    };
    const gateway = join(
      temporaryFolder({
        'gateway.ts': `
          import { createFunctionRunner } from ${JSON.stringify(join(__dirname, '../../src/functions/function-runner'))};
          const functions = [${JSON.stringify(model)}] as never;
          const runner = createFunctionRunner({ functions, environment: {}, onLog: (line) => console.log(line.text) });
          void runner.invoke(${JSON.stringify(model.arn)}, {}, { requestId: 'r1' });`,
      }),
      'gateway.ts',
    );
    const killed = spawn(process.execPath, ['--import', require.resolve('tsx'), gateway], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pid] = await new Promise<number[]>((resolve) =>
      createInterface(killed.stdout).once('line', (line) => resolve([Number(line)])),
    );
    expect(isAlive(pid as number)).toBe(true);
    killed.kill('SIGKILL');
    await untilGone(pid as number);
  });
});
