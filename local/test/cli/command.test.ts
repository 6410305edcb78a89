import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isAlive, untilGone } from '../functions/process-life';
import { AssemblyFixture, writeAssembly } from '../support/assembly';
import { call } from '../support/call';
import { apiTemplate } from '../support/template';

let assembly: AssemblyFixture;
beforeEach(() => {
  assembly = writeAssembly({ Shop: shop('hello') });
});

function shop(text: string): object {
  const code = `exports.handler = async () => { console.log('log line'); return '${text}'; };`;
  return apiTemplate({ routes: { 'GET /hello': 'Fn' }, functions: { Fn: code } });
}

const running: Command[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((command) => command.end()));
  assembly.remove();
});

/** The command as a process of its own. */
class Command {
  public readonly process: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  public stderr = '';

  public constructor(...args: string[]) {
    this.process = spawn(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), join(__dirname, 'apigw-local.ts'), ...args],
      {
        cwd: assembly.directory,
        env: { ...process.env, TMPDIR: assembly.directory },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.process.stderr!.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.lines = createInterface({ input: this.process.stdout! })[Symbol.asyncIterator]();
    running.push(this);
  }

  public async line(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`the command ended: ${this.stderr}`);
    return value as string;
  }

  public async event(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.line()) as Record<string, unknown>;
  }

  public async lineWith(text: string): Promise<string> {
    for (;;) {
      const line = await this.line();
      if (line.includes(text)) return line;
    }
  }

  /** In the ordinary way, so that its temporary folder goes too. */
  public async end(): Promise<void> {
    this.process.kill('SIGTERM');
    await this.exitCode();
  }

  public async exitCode(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }
}

const served = ({ apis }: Record<string, unknown>): { url: string } => (apis as { url: string }[])[0]!;

it('--json: the ready event first, then one object a request', async () => {
  const command = new Command('.', '--port', '0', '--json');
  const ready = await command.event();
  expect(ready).toEqual({
    event: 'ready',
    apis: [
      {
        stack: 'Shop',
        logicalId: 'Api',
        kind: 'HTTP',
        stage: '$default',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      },
    ],
    inspectorUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    lambdaEndpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    awsEndpoint: ready.lambdaEndpoint,
  });
  const { url } = served(ready);
  const answer = await call(url, '/hello?secret=1');
  expect(answer.body).toBe('hello');
  expect(await command.event()).toEqual({
    event: 'request',
    requestId: answer.headers['apigw-requestid'],
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    api: 'Api',
    method: 'GET',
    path: '/hello',
    routeKey: 'GET /hello',
    decisions: [
      { step: 'route', outcome: 'pass', detail: 'GET /hello' },
      { step: 'authorize', outcome: 'pass', detail: 'public' },
      { step: 'integrate', outcome: 'pass', detail: expect.any(String) },
    ],
    status: 200,
    durationMs: expect.any(Number),
  });
  expect(command.stderr).toContain('log line');
});

/** Tells its process id, and ends for nobody who asks. */
const stubborn = apiTemplate({
  routes: { 'GET /hello': 'Fn' },
  functions: { Fn: "process.on('SIGTERM', () => {}); exports.handler = async () => String(process.pid);" },
});

/** Temporary files of the command, which are in the assembly's folder here. */
const left = () => readdirSync(assembly.directory).filter((name) => name.startsWith('apigw-local-'));

async function stubbornCommand(): Promise<{ command: Command; url: string; pid: number }> {
  assembly.write({ Shop: stubborn });
  const command = new Command('.', '--port', '0', '--json');
  const { url } = served(await command.event());
  const pid = Number((await call(url, '/hello')).body);
  expect([isAlive(pid), left().length]).toEqual([true, 1]);
  return { command, url, pid };
}

it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends it with 0, and nothing is left', async (signal) => {
  const { command, url, pid } = await stubbornCommand();
  command.process.kill(signal);
  expect(await command.exitCode()).toBe(0);
  await expect(call(url, '/hello')).rejects.toThrow('ECONNREFUSED');
  await untilGone(pid);
  expect(left()).toEqual([]);
});

it('a second signal ends it at once, and nothing is left', async () => {
  const { command, pid } = await stubbornCommand();
  command.process.kill('SIGINT');
  command.process.kill('SIGINT');
  expect(await command.exitCode()).toBe(0);
  await untilGone(pid);
  expect(left()).toEqual([]);
});

it('SIGKILL ends its functions, too', async () => {
  const { command, pid } = await stubbornCommand();
  command.process.kill('SIGKILL');
  await command.exitCode();
  await untilGone(pid);
});

it('for a person: the routes, then a line a request, without colours in a pipe', async () => {
  const command = new Command('.', '--port', '0');
  const url = (await command.lineWith('http://')).trim();
  expect(await command.lineWith('GET /hello')).toBe('  GET /hello  public');
  const inspector = /http:.*$/.exec(await command.lineWith('Inspector'))![0];
  const awsEndpoint = /http:.*$/.exec(await command.lineWith('AWS_ENDPOINT_URL='))![0];
  expect((await call(awsEndpoint, '/')).status).toBe(403);
  expect((await call(inspector, '/')).body).toContain('<h1>Inspector</h1>');
  await command.lineWith('Ready');
  await call(url, '/hello');
  expect(await command.lineWith('log line')).toMatch(/│ Shop-Fn-\w+ \S+ .*log line/);
  expect(await command.lineWith('→')).toMatch(
    /^\d\d:\d\d:\d\d {2}GET \/hello → 200, \d+ ms {3}✓ route GET \/hello {2}✓ authorize public {2}✓ integrate /,
  );
});

it('--watch: a changed assembly is served behind the same port, an unusable one is not', async () => {
  const command = new Command('.', '--port', '0', '--json', '--watch');
  const { url } = served(await command.event());
  assembly.write({ Shop: shop('changed') });
  expect(await command.event()).toMatchObject({ event: 'reloaded', apis: [{ url }] });
  expect((await call(url, '/hello')).body).toBe('changed');
  expect(await command.event()).toMatchObject({ event: 'request' });
  assembly.write({ Shop: apiTemplate({ routes: { 'GET /hello': { IntegrationType: 'MOCK' } } }) });
  expect(await command.event()).toMatchObject({
    event: 'reload-failed',
    reason: expect.stringContaining('[Shop/Integration0] AWS::ApiGatewayV2::Integration IntegrationType'),
  });
  expect((await call(url, '/hello')).body).toBe('changed');
});

it('--watch: an assembly that was removed and made anew is seen, and what changes in it later', async () => {
  const command = new Command(assembly.directory, '--port', '0', '--json', '--watch');
  const { url } = served(await command.event());
  rmSync(assembly.directory, { recursive: true });
  for (const text of ['anew', 'later']) {
    mkdirSync(assembly.directory, { recursive: true });
    assembly.write({ Shop: shop(text) });
    for (let event = ''; event !== 'reloaded'; event = (await command.event()).event as string);
    expect((await call(url, '/hello')).body).toBe(text);
  }
});

it('--synth: the command makes the assembly, at start and whenever a source changes; one that fails changes nothing', async () => {
  mkdirSync(join(assembly.directory, 'source'));
  const write = (text: string) => {
    assembly.write({ Shop: shop(text) });
    for (const name of ['Shop.template.json', 'manifest.json']) {
      copyFileSync(join(assembly.directory, name), join(assembly.directory, 'source', name));
    }
  };
  write('first');
  const synth = `test ! -e source/broken || { echo broken; exit 1; }; rm -rf cdk.out; cp -r source cdk.out`;
  const command = new Command('--port', '0', '--json', '--synth', synth);
  const { url } = served(await command.event());
  const nextOf = async (name: string) => {
    for (;;) {
      const event = await command.event();
      if (event.event === name) return event;
    }
  };
  expect((await call(url, '/hello')).body).toBe('first');
  write('second');
  await nextOf('reloaded');
  expect((await call(url, '/hello')).body).toBe('second');
  writeFileSync(join(assembly.directory, 'source/broken'), '');
  expect(await nextOf('synth-failed')).toEqual({ event: 'synth-failed', command: synth, output: 'broken\n' });
  expect((await call(url, '/hello')).body).toBe('second');
  const hopeless = new Command('--port', '0', '--synth', synth);
  expect(await hopeless.exitCode()).toBe(1);
  expect(hopeless.stderr).toContain('run it by itself to see why\nbroken');
});

it('--dev-issuer: tells when no authorizer names the issuer', async () => {
  const command = new Command('.', '--port', '0', '--dev-issuer', 'https://id.example.com');
  await expect(command.lineWith('no authorizer names')).resolves.toContain(
    'no authorizer names the issuer https://id.example.com; there are: none',
  );
});

it('--dev-issuer: prints how to get a token', async () => {
  const command = new Command('.', '--port', '0', '--dev-issuer', 'https://id.example.com');
  const curl = await command.lineWith('curl -s');
  const [tokenEndpoint] = /http:\S+/.exec(curl) ?? [];
  const answer = await call(tokenEndpoint!, '', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials&audience=orders&sub=ada',
  });
  expect(JSON.parse(answer.body)).toMatchObject({ access_token: expect.any(String) });
});

it.each([
  ['no assembly', ['nowhere'], 1, 'no cloud assembly'],
  ['nothing to ignore', ['.', '--ignore', 'Nope'], 1, '--ignore Nope'],
  ['an unknown option', ['--prot', '1'], 2, '--prot'],
  ['a port that is none', ['--port', '70000'], 2, '--port must be 0 to 65535'],
  ['an inspector port that is none', ['--inspector-port', 'x'], 2, '--inspector-port must be 0 to 65535'],
  ['two assemblies', ['a', 'b'], 2, 'one assembly folder'],
])('%s: a clear error', async (_, args, code, message) => {
  const command = new Command(...args);
  expect(await command.exitCode()).toBe(code);
  expect(command.stderr).toContain(message);
  expect(command.stderr).not.toContain('    at ');
});

it.each([
  ['--help', 'Usage: apigw-local'],
  ['--version', '0.1.0'],
])('%s', async (option, text) => {
  const command = new Command(option);
  expect(await command.line()).toContain(text);
  expect(await command.exitCode()).toBe(0);
});

it('ends in the ordinary way when whoever reads its lines has gone', async () => {
  const command = new Command('.', '--port', '0', '--json');
  const { url } = served(await command.event());
  command.process.stdout!.destroy();
  await call(url, '/hello').catch(() => undefined);
  expect(await command.exitCode()).toBe(0);
  expect(command.stderr).not.toContain('EPIPE');
});
