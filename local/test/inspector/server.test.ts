import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { ClientRequest, get, IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Inspector } from '../../src/inspector/inspector';
import { InspectorState } from '../../src/inspector/inspector-state';
import { call } from '../support/call';
import { until } from '../support/until';
import { record } from './record';

const STATE: InspectorState = { apis: [], tiers: [], connections: [] };
let inspector: Inspector;
let url: string;
beforeEach(async () => {
  inspector = new Inspector(async () => STATE);
  await inspector.open(0);
  url = inspector.url!;
});
afterEach(() => inspector.close());

it('serves the page and everything that it names', async () => {
  const page = await call(url, '/');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  const named = [...page.body.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, name]) => name!);
  expect(named).toEqual(['icon.svg', 'inspector.css', 'inspector.mjs']);
  const script = await call(url, '/inspector.mjs');
  const imported = [...script.body.matchAll(/from '\.(\/[^']+)'/g)].map(([, path]) => path!);
  for (const path of [...named.map((name) => `/${name}`), ...imported]) {
    expect([path, (await call(url, path)).status]).toEqual([path, 200]);
  }
});

it('is part of the package', () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { files: string[] };
  expect(manifest.files).toContain('inspector');
});

it('another host name that points here gets nothing', async () => {
  const port = new URL(url).port;
  const status = async (host: string, path: string) => (await call(url, path, { headers: { host } })).status;
  for (const path of ['/', '/state', '/requests']) {
    expect(await status(`rebound.example.com:${port}`, path)).toBe(403);
    expect(await status(`127.0.0.1.example.com:${port}`, path)).toBe(403);
  }
  expect(await status(`localhost:${port}`, '/state')).toBe(200);
});

it('other origins may neither read nor embed it, and no script runs that it did not bring', async () => {
  const { headers } = await call(url, '/state', { headers: { origin: 'https://evil.example.com' } });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const policy = headers['content-security-policy'];
  expect(policy).toContain("default-src 'none'; script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

it('can only be looked at, and only at what it has', async () => {
  expect((await call(url, '/state', { method: 'POST' })).status).toBe(405);
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/inspector.css/..', '/nope']) {
    expect([path, (await call(url, path)).status]).toEqual([path, 404]);
  }
});

/** A reader of the feed, with the paths of the requests that it got. */
class Reader {
  public readonly paths: string[] = [];
  public lastId = '';
  public response?: IncomingMessage;
  private readonly request: ClientRequest;

  public constructor(lastEventId?: string) {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    this.request = get(`${url}/requests`, { headers, agent: false });
    this.request.on('error', () => undefined);
  }

  public async read(): Promise<this> {
    await this.open();
    let text = '';
    this.response!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop()!;
      for (const event of events) this.take(event);
    });
    return this;
  }

  public async open(): Promise<IncomingMessage> {
    [this.response] = (await once(this.request, 'response')) as [IncomingMessage];
    this.response.on('error', () => undefined);
    return this.response;
  }

  public leave(): void {
    this.request.destroy();
  }

  private take(event: string): void {
    const [, id, data] = /^id: (.*)\ndata: (.*)$/.exec(event) ?? [];
    if (data === undefined) return;
    this.lastId = id!;
    this.paths.push((JSON.parse(data) as { path: string }).path);
  }
}

it('the feed has what was there, what comes, and what somebody missed', async () => {
  inspector.show(record({ path: '/earlier' }));
  const reader = await new Reader().read();
  await until(() => reader.paths.length === 1);
  inspector.show(record({ path: '/live\n\ndata: {}' }));
  await until(() => reader.paths.length === 2);
  expect(reader.paths).toEqual(['/earlier', '/live\n\ndata: {}']);

  reader.leave();
  inspector.show(record({ path: '/missed' }));
  const again = await new Reader(reader.lastId).read();
  await until(() => again.paths.length > 0);
  expect(again.paths).toEqual(['/missed']);
  again.leave();
});

it('who does not read is let go, and holds nobody up', async () => {
  const slow = new Reader();
  const response = await slow.open();
  const reader = await new Reader().read();
  const large = 'x'.repeat(512 * 1024);
  const sent = 60;
  for (let index = 0; index < sent; index += 1) {
    inspector.show(record({ path: `/${index}/${large}` }));
    // lets the other one read
    await until(() => reader.paths.length === index + 1);
  }
  const ended = new Promise((resolve) => response.once('close', resolve));
  response.resume();
  await ended;
  expect(response.complete).toBe(false);
  expect(reader.paths).toHaveLength(sent);
  reader.leave();
});
