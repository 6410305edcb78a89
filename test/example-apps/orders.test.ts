import { DevelopmentIssuer, FunctionLogLine, Gateway, startDevelopmentIssuer, startGateway } from '../../local/src';
import { handshake, RealtimeClient } from '../gateway/realtime-client';
import { inRoot } from '../repository';

const ISSUER = 'https://id.example.com';
const ORIGIN = 'https://app.example.com';

interface Call {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

// `npm run check:example-apps` has synthesized them
describe.each(['orders-python', 'orders-java'])('examples/%s', (app) => {
  let issuer: DevelopmentIssuer;
  let gateway: Gateway;
  const tracebacks: FunctionLogLine[] = [];

  beforeAll(async () => {
    issuer = await startDevelopmentIssuer({ issuer: ISSUER });
    gateway = await startGateway({
      assembly: inRoot('examples', app, 'cdk.out'),
      issuers: { [ISSUER]: issuer.url },
      python: process.env.EXAMPLE_APP_TESTS,
      onFunctionLog: (line) => line.text.startsWith('Traceback') && tracebacks.push(line),
    });
  }, 60_000);
  afterAll(() => Promise.all([gateway?.close(), issuer?.close()]));

  const tokenOf = (sub: string, scope = 'orders:read orders:write') => issuer.issue({ sub, audience: 'orders', scope });

  async function call(path: string, { token, ...init }: Call = {}): Promise<Response> {
    const headers: Record<string, string> = { origin: ORIGIN, ...init.headers };
    if (token) headers.authorization = `Bearer ${token}`;
    return fetch(gateway.url('Shop') + path, { ...init, headers });
  }

  const order = async (sub: string, body: unknown): Promise<Response> =>
    call('/orders', { method: 'POST', token: await tokenOf(sub), body: JSON.stringify(body) });

  async function callPartners(apiKey?: string): Promise<number> {
    const headers: Record<string, string> = { authorization: `Bearer ${await tokenOf('acme')}` };
    if (apiKey) headers['x-api-key'] = apiKey;
    return (await fetch(`${gateway.url('Partners')}/products/lamp`, { headers })).status;
  }

  const keyOf = (tier: string): string =>
    gateway.apiKeys.find(({ plans }) => plans.some((plan) => plan.endsWith(tier)))!.value;

  async function connect(sub: string): Promise<RealtimeClient> {
    const protocols = ['bearer', await tokenOf(sub)];
    return RealtimeClient.connect(gateway.url('Live'), { origin: ORIGIN, protocols });
  }

  it('who is signed in places orders, and sees none but their own', async () => {
    const placed = await order('ada', { sku: 'lamp', quantity: 2 });
    expect(placed.status).toBe(201);
    expect(placed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const item = (await placed.json()) as { id: string };
    expect(item).toMatchObject({ customer: 'ada', sku: 'lamp', quantity: 2 });

    const token = await tokenOf('ada');
    expect(await (await call(`/orders/${item.id}`, { token })).json()).toEqual(item);
    expect(await (await call('/orders', { token })).json()).toEqual({ orders: [item] });
    expect((await call(`/orders/${item.id}`, { token: await tokenOf('bob') })).status).toBe(404);
    expect((await order('ada', { quantity: 0 })).status).toBe(400);
  });

  it('an order comes as curl sends it too, which API Gateway takes for no text', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const token = await tokenOf('eve');
    expect((await call('/orders', { method: 'POST', token, headers, body: '{"sku":"lamp"}' })).status).toBe(201);
  });

  it('nobody does without a token or the scope for it, while health is public', async () => {
    expect((await call('/orders')).status).toBe(401);
    expect((await call('/orders', { token: await tokenOf('ada', 'orders:write') })).status).toBe(403);
    expect(await (await call('/health')).json()).toEqual({ status: 'ok' });
  });

  it('preflights are answered without a token, for the origins that are let in', async () => {
    const headers = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
    const allowed = await call('/orders', { method: 'OPTIONS', headers });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const other = await call('/orders', { method: 'OPTIONS', headers: { ...headers, origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('partners call by a key, as often as their tier allows', async () => {
    expect(await callPartners()).toBe(403);
    expect(await callPartners(keyOf('pro'))).toBe(200);
    const free = await Promise.all(Array.from({ length: 8 }, () => callPartners(keyOf('free'))));
    expect(new Set(free)).toEqual(new Set([200, 429]));
    expect(await callPartners(keyOf('pro'))).toBe(200);
  });

  it('the worker tells the pages of whoever ordered, and nobody else', async () => {
    expect(await handshake(gateway.url('Live'), { origin: ORIGIN })).toBe(401);
    const [ada, bob] = [await connect('ada'), await connect('bob')];
    await ada.ask({ action: 'subscribe', channel: 'orders:ada' }, { type: 'subscribed' });
    await bob.ask({ action: 'subscribe', channel: 'orders:bob' }, { type: 'subscribed' });
    await bob.ask({ action: 'subscribe', channel: 'orders:ada' }, { type: 'error' });

    const { id } = (await (await order('ada', { sku: 'desk' })).json()) as { id: string };
    expect(await ada.frame({ type: 'message', id: `${id}-shipped` })).toMatchObject({
      to: { channel: 'orders:ada' },
      data: { type: 'order-shipped', order: { id, sku: 'desk' }, text: `Order ${id}: 1 × desk is on its way` },
    });
    expect(bob.frames.filter(({ type }) => type === 'message')).toEqual([]);
    await Promise.all([ada.close(), bob.close()]);
  });

  it('no Python function raised anything meanwhile', () => {
    expect(tracebacks).toEqual([]);
  });
});
