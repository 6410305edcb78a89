import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { KEY_USAGE } from '../../../lib/runtime/contract/key-usage-settings';
import { handler } from '../../../lib/runtime/handlers/key-usage';

const event = (apiKeyId?: string) => ({
  headers: { 'x-api-key': 'the-value-of-the-key' },
  requestContext: { apiId: 'api', stage: 'prod', identity: { apiKeyId, apiKey: 'the-value-of-the-key' } },
});
const printed: unknown[] = [];

beforeEach(() => {
  process.env[KEY_USAGE] = '{"plans":{"free":"partners-free"}}';
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-21T12:00:00Z'));
  for (const name of ['log', 'error', 'warn', 'info', 'debug'] as const) {
    jest.spyOn(console, name).mockImplementation((...args) => void printed.push(args));
  }
});
afterEach(() => {
  delete process.env[KEY_USAGE];
  jest.restoreAllMocks();
});

it('without settings tells so: a fault of the deployment', async () => {
  delete process.env[KEY_USAGE];
  await expect(handler(event('acme'))).rejects.toThrow('the environment variable KEY_USAGE is missing');
});

it('asks API Gateway about the key of the request, by its id, and prints nothing', async () => {
  const sent: object[] = [];
  jest.spyOn(APIGatewayClient.prototype, 'send').mockImplementation((async (command: { input: object }) => {
    sent.push(command.input);
    return 'startDate' in command.input
      ? { items: { acme: [[1, 9]] } }
      : {
          items: [
            {
              id: 'plan',
              name: 'partners-free',
              quota: { limit: 10, period: 'DAY' },
              apiStages: [{ apiId: 'api', stage: 'prod' }],
            },
          ],
        };
  }) as never);
  const answer = await handler(event('acme'));
  expect(answer).toMatchObject({ statusCode: 200, headers: { ratelimit: '"quota";r=9;t=43200' } });
  expect(sent).toEqual([
    { keyId: 'acme', position: undefined },
    { usagePlanId: 'plan', keyId: 'acme', startDate: '2026-11-21', endDate: '2026-11-21' },
  ]);
  expect(JSON.stringify([answer, sent, printed])).not.toContain('the-value-of-the-key');
  expect(printed).toEqual([]);
});

it('answers problems', async () => {
  await expect(handler(event())).resolves.toMatchObject({
    statusCode: 403,
    headers: { 'content-type': 'application/problem+json' },
  });
});

it('lets pages of allowed origins read what is left', async () => {
  process.env.CORS_ALLOWED_ORIGINS = 'https://app.example.com';
  process.env.CORS_EXPOSE_HEADERS = 'X-Id';
  jest.resetModules();
  const fresh = jest.requireActual<{ handler: typeof handler }>('../../../lib/runtime/handlers/key-usage');
  const headers = { origin: 'https://app.example.com' };
  await expect(fresh.handler({ ...event(), headers } as never)).resolves.toMatchObject({
    headers: { 'access-control-expose-headers': 'X-Id, RateLimit, RateLimit-Policy, Retry-After' },
  });
  delete process.env.CORS_ALLOWED_ORIGINS;
  delete process.env.CORS_EXPOSE_HEADERS;
});
