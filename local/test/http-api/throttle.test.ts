import { call } from '../support/call';
import { serveTemplate, TestClock } from '../support/gateway';
import { apiTemplate } from '../support/template';

const ok = { Echo: 'exports.handler = async () => "ok";' };

async function withStage(stage: object, use: (url: string, clock: TestClock) => Promise<void>): Promise<void> {
  const clock = new TestClock();
  const template = apiTemplate({
    routes: { 'GET /a': 'Echo', 'GET /b': 'Echo' },
    functions: ok,
    stages: [{ StageName: '$default', ...stage }],
  });
  const running = await serveTemplate(template, { clock });
  try {
    await use(running.gateway.url('Api'), clock);
  } finally {
    await running.close();
  }
}

const statuses = async (url: string, path: string, count: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let index = 0; index < count; index++) seen.push((await call(url, path)).status);
  return seen;
};

it('H-77: the bucket holds the burst and fills at the rate', async () => {
  const settings = { DefaultRouteSettings: { ThrottlingRateLimit: 2, ThrottlingBurstLimit: 3 } };
  await withStage(settings, async (url, clock) => {
    expect(await statuses(url, '/a', 4)).toEqual([200, 200, 200, 429]);
    clock.advance(500);
    expect(await statuses(url, '/a', 2)).toEqual([200, 429]);
    clock.advance(60_000);
    expect(await statuses(url, '/a', 4)).toEqual([200, 200, 200, 429]);
  });
});

it('H-38 (body assumed): 429', async () => {
  const settings = { DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } };
  await withStage(settings, async (url) => {
    await call(url, '/a');
    expect(await call(url, '/a')).toMatchObject({ status: 429, body: '{"message":"Too Many Requests"}' });
  });
});

it('H-77: each route has a bucket of its own, and its settings come before the default', async () => {
  const settings = {
    DefaultRouteSettings: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 },
    RouteSettings: { 'GET /b': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
  };
  await withStage(settings, async (url) => {
    expect(await statuses(url, '/a', 2)).toEqual([200, 429]);
    expect(await statuses(url, '/b', 3)).toEqual([200, 200, 429]);
  });
});

it('H-78: 0/0 lets nothing through', async () => {
  const settings = { DefaultRouteSettings: { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 } };
  await withStage(settings, async (url) => expect(await statuses(url, '/a', 2)).toEqual([429, 429]));
});

it('H-78: settings of a route that is not there can not be deployed', async () => {
  const settings = { RouteSettings: { 'GET /c': { ThrottlingRateLimit: 1 } } };
  await expect(withStage(settings, async () => undefined)).rejects.toThrow(
    'Unable to find Route by key GET /c within the provided RouteSettings',
  );
});
