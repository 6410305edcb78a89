import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gateway, Reload } from '../../src';
import { watchGateway } from '../../src/watch/watch-gateway';
import { cleanUp, temporaryFolder } from '../functions/function-fixture';
import { writeAssetManifest } from '../support/assembly';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { apiTemplate, functionResource } from '../support/template';
import { until } from '../support/until';
import { webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture;
let endWatch: () => void;
let reloads: Reload[];
let failures: string[];
let code: string;

const SAYS = (text: string) => `exports.handler = async () => '${text}';`;
const http = (route = '$default') =>
  apiTemplate({
    routes: { [route]: 'Fn' },
    functions: {},
    resources: { Fn: functionResource('', { Code: { S3Bucket: 'assets', S3Key: 'code.zip' } }) },
  });

/** A function in a folder of the user's own, as of `cdk synth --no-staging`, and what watches it. */
beforeEach(async () => {
  code = temporaryFolder({ 'index.js': SAYS('old') });
  running = await serveTemplate({ Resources: {} });
  const { gateway, assembly } = running;
  writeAssetManifest(assembly, 'Shop', { code });
  assembly.write({ Shop: http() });
  await gateway.reload();
  reloads = [];
  failures = [];
  endWatch = watchGateway(gateway, assembly.directory, {
    reloaded: (_, changes) => reloads.push(changes),
    reloadFailed: (reason) => failures.push(reason),
    warn: (text) => failures.push(text),
  });
});
afterEach(async () => {
  endWatch();
  await running.close();
  await cleanUp();
});

const ask = async () => (await call(running.gateway.url('Api'), '/')).body;
const next = (count: number) => until(() => reloads.length >= count);
/** Longer than the watch waits: a test that looks too early sees less, but does not fail. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 500));

it('a changed function is live, and told by its name', async () => {
  expect(await ask()).toBe('old');
  for (const [index, text] of ['new', 'newer'].entries()) {
    writeFileSync(join(code, 'index.tmp'), SAYS(text));
    renameSync(join(code, 'index.tmp'), join(code, 'index.js'));
    await next(index + 1);
    expect(await ask()).toBe(text);
  }
  expect(reloads).toEqual(Array(2).fill({ template: false, functions: [expect.stringContaining('Fn')] }));
});

it('a folder of code that comes only with a later template is watched, and one that goes is not', async () => {
  const other = temporaryFolder({ 'index.js': SAYS('other') });
  writeAssetManifest(running.assembly, 'Shop', { code: other });
  await next(1);
  expect(await ask()).toBe('other');
  writeFileSync(join(code, 'index.js'), SAYS('gone'));
  writeFileSync(join(other, 'index.js'), SAYS('later'));
  await next(2);
  expect(await ask()).toBe('later');
  await aWhile();
  expect(reloads).toHaveLength(2);
});

it('what is no change is not told', async () => {
  const { assembly, gateway } = running;
  const reload = jest.spyOn(gateway, 'reload');
  assembly.write({ Shop: http() });
  await until(() => reload.mock.calls.length > 0);
  await aWhile();
  expect([reloads, failures]).toEqual([[], []]);
});

it('a broken assembly is told once, and the old one stays until it is repaired', async () => {
  const { assembly } = running;
  const broken = { Shop: apiTemplate({ routes: { 'GET /hello': { IntegrationType: 'MOCK' } } }) };
  assembly.write(broken);
  await until(() => failures.length > 0);
  assembly.write(broken);
  await aWhile();
  expect(failures).toEqual([expect.stringContaining('IntegrationType')]);
  expect(await ask()).toBe('old');
  assembly.write({ Shop: http('GET /') });
  await next(1);
  assembly.write(broken);
  await until(() => failures.length > 1);
});

it('a synth that is under way is not looked at', async () => {
  const { directory, write } = running.assembly;
  const lock = join(directory, 'synth.lock');
  writeFileSync(lock, String(process.pid));
  writeFileSync(join(directory, 'Shop.template.json'), '{ "Resour');
  await aWhile();
  rmSync(join(directory, 'manifest.json'));
  await aWhile();
  write({ Shop: http('GET /') });
  await aWhile();
  expect([reloads, failures]).toEqual([[], []]);
  rmSync(lock);
  await next(1);
  expect(failures).toEqual([]);
});

it('code of the user is live while a synth is under way', async () => {
  const { directory, write } = running.assembly;
  const lock = join(directory, 'synth.lock');
  writeFileSync(lock, String(process.pid));
  rmSync(join(directory, 'manifest.json'));
  writeFileSync(join(code, 'index.js'), SAYS('new'));
  await next(1);
  expect(await ask()).toBe('new');
  write({ Shop: http('GET /') });
  rmSync(lock);
  await next(2);
  expect(await ask()).toBe('new');
  expect(reloads.map(({ template }) => template)).toEqual([false, true]);
});

it('connections stay', async () => {
  const live = (text: string) => ({
    Shop: webSocketTemplate({
      routes: { $default: 'Say' },
      replies: ['$default'],
      functions: { Say: `exports.handler = async () => ({ statusCode: 200, body: '${text}' });` },
    }),
  });
  running.assembly.write(live('old'));
  await next(1);
  const client = await SocketClient.open(running.gateway.url('Live'));
  running.assembly.write(live('new'));
  await next(2);
  client.send('x');
  expect(await client.next()).toBe('new');
  await client.close();
});

it('changes during a reload are seen after it, and reloads never overlap', async () => {
  let under = 0;
  let most = 0;
  let reloaded = 0;
  let finish: () => void = () => undefined;
  const gateway = {
    codeFolders: [code],
    reload: async () => {
      most = Math.max(most, ++under);
      await new Promise<void>((resolve) => (finish = resolve));
      under -= 1;
      reloaded += 1;
      return { template: false, functions: [] };
    },
  } as unknown as Gateway;
  const end = watchGateway(gateway, running.assembly.directory, {
    reloaded: () => undefined,
    reloadFailed: () => undefined,
    warn: () => undefined,
  });
  for (let round = 0; round < 3; round++) {
    writeFileSync(join(code, 'index.js'), SAYS(String(round)));
    await until(() => under === 1);
    writeFileSync(join(code, 'index.js'), SAYS(`during ${round}`));
    await aWhile();
    finish();
    await until(() => reloaded > round && under === 1);
  }
  end();
  finish();
  expect(most).toBe(1);
});
