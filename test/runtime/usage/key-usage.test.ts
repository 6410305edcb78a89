import type { UsagePlan } from '@aws-sdk/client-api-gateway';
import { ProblemError } from '../../../lib/runtime/http/problem-error';
import { keyUsage, type KeyedEvent } from '../../../lib/runtime/usage/key-usage';
import { awsError } from '../clients/fake-client';

const SETTINGS = { plans: { free: 'partners-free', pro: 'partners-pro' } };
const HERE = { apiId: 'api', stage: 'prod' };
const NOW = Date.parse('2026-11-21T12:00:00Z');

const free: UsagePlan = {
  id: 'plan-free',
  name: 'partners-free',
  throttle: { rateLimit: 5, burstLimit: 10 },
  quota: { limit: 1_000, period: 'MONTH', offset: 0 },
  apiStages: [{ ...HERE, throttle: { '/orders/{id}/POST': { rateLimit: 1, burstLimit: 2 }, '//GET': {} } }],
};
const elsewhere: UsagePlan = { ...free, id: 'other', apiStages: [{ apiId: 'other', stage: 'prod' }] };

interface Service {
  readonly plans?: Record<string, UsagePlan[]>;
  readonly usage?: Record<string, number[][]>;
  readonly error?: Error;
}

function serving({ plans = { acme: [elsewhere, free] }, usage = {}, error }: Service, now = NOW) {
  const asked: string[][] = [];
  const keys = {
    plansOf: async (keyId: string) => {
      if (error) throw error;
      return plans[keyId] ?? [];
    },
    usage: async (...args: [string, string, string, string]) => {
      asked.push(args);
      return usage[args[0]] ?? [];
    },
  };
  return { asked, handler: keyUsage(SETTINGS, keys, () => now) };
}

const by = (apiKeyId: string | null | undefined, more: object = {}) =>
  ({ requestContext: { ...HERE, identity: { apiKeyId } }, ...more }) as KeyedEvent;

describe('the usage of a key', () => {
  it('is what it may do, what is used and left, and until when', async () => {
    const { handler, asked } = serving({
      usage: {
        acme: [
          [5, 995],
          [7, 988],
        ],
      },
    });
    const { statusCode, headers, body } = await handler(by('acme'));
    expect(asked).toEqual([['acme', 'plan-free', '2026-11-01', '2026-11-21']]);
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual({
      tier: 'free',
      limits: {
        throttle: { rateLimit: 5, burstLimit: 10 },
        quota: { limit: 1_000, period: 'MONTH', offset: 0 },
        routes: { 'POST /orders/{id}': { rateLimit: 1, burstLimit: 2 }, 'GET /': { rateLimit: 0, burstLimit: 0 } },
      },
      period: { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' },
      used: 12,
      remaining: 988,
    });
    expect(headers).toEqual({
      'content-type': 'application/json',
      'cache-control': 'private, no-store',
      'ratelimit-policy': '"quota";q=1000;w=2592000, "throttle";q=5;w=1',
      ratelimit: '"quota";r=988;t=820800',
    });
  });

  it('is never that of another key, whatever the caller writes and whoever called before', async () => {
    const { handler, asked } = serving({
      plans: { acme: [free], globex: [{ ...free, id: 'plan-pro', name: 'partners-pro', quota: undefined }] },
      usage: { acme: [[12, 988]], globex: [[77, 0]] },
    });
    await handler(by('acme'));
    const forged = { queryStringParameters: { keyId: 'acme', apiKeyId: 'acme' }, headers: { 'x-api-key-id': 'acme' } };
    const { body } = await handler(by('globex', forged));
    expect(JSON.parse(body)).toMatchObject({ tier: 'pro', used: 77 });
    expect(asked.map(([keyId, planId]) => [keyId, planId])).toEqual([
      ['acme', 'plan-free'],
      ['globex', 'plan-pro'],
    ]);
  });

  it('without requests is all of the quota', async () => {
    const { body } = await serving({}).handler(by('acme'));
    expect(JSON.parse(body)).toMatchObject({ used: 0, remaining: 1_000 });
  });

  it('without a quota is that of the day, with nothing to run out of', async () => {
    const plans = { acme: [{ ...free, quota: undefined, throttle: undefined }] };
    const { handler, asked } = serving({ plans, usage: { acme: [[3, 0]] } });
    const { headers, body } = await handler(by('acme'));
    expect(asked[0].slice(2)).toEqual(['2026-11-21', '2026-11-21']);
    expect(JSON.parse(body)).toMatchObject({ used: 3, period: { end: '2026-11-22T00:00:00Z' } });
    expect(JSON.parse(body)).not.toHaveProperty('remaining');
    expect(Object.keys(headers)).toEqual(['content-type', 'cache-control']);
  });

  it.each([
    ['DAY', 0, '2026-11-21', '2026-11-22'],
    ['WEEK', 0, '2026-11-15', '2026-11-22'],
    ['WEEK', 6, '2026-11-21', '2026-11-28'],
    ['MONTH', 25, '2026-10-26', '2026-11-26'],
    ['MONTH', 4, '2026-11-05', '2026-12-05'],
  ] as const)('in a %s with offset %i runs from %s to %s (R-80)', async (period, offset, start, end) => {
    const plans = { acme: [{ ...free, quota: { limit: 10, period, offset } }] };
    const { headers, body } = await serving({ plans }).handler(by('acme'));
    const iso = (day: string) => `${day}T00:00:00Z`;
    expect(JSON.parse(body).period).toEqual({ start: iso(start), end: iso(end) });
    expect(headers.ratelimit).toBe(`"quota";r=10;t=${(Date.parse(end) - NOW) / 1_000}`);
  });

  it.each([
    [0.5, 'q=1;w=2'],
    [0.3, 'q=1;w=4'],
    [2.5, 'q=150;w=60'],
  ])('of %s requests a second is told in whole numbers', async (rateLimit, told) => {
    const plans = { acme: [{ ...free, quota: undefined, throttle: { rateLimit, burstLimit: 5 } }] };
    const { headers } = await serving({ plans }).handler(by('acme'));
    expect(headers['ratelimit-policy']).toBe(`"throttle";${told}`);
    expect(headers).not.toHaveProperty('ratelimit');
  });

  it.each<[string, Service, string | null | undefined, number]>([
    ['no key', {}, undefined, 403],
    ['an empty key', {}, '', 403],
    ['no plan', { plans: {} }, 'acme', 404],
    ['a plan of another API only', { plans: { acme: [elsewhere] } }, 'acme', 404],
    ['a plan that is no tier', { plans: { acme: [{ ...free, name: 'toString' }] } }, 'acme', 404],
    ['a service that is busy', { error: awsError('TooManyRequestsException') }, 'acme', 503],
  ])('with %s is a problem', async (_, service, keyId, status) => {
    const problem = await serving(service)
      .handler(by(keyId))
      .catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemError);
    expect((problem as ProblemError).answer.statusCode).toBe(status);
  });

  it('fails as the service fails', async () => {
    const error = awsError('AccessDeniedException');
    await expect(serving({ error }).handler(by('acme'))).rejects.toBe(error);
  });
});
