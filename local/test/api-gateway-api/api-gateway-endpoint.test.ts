import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  DeleteUsagePlanKeyCommand,
  GetApiKeyCommand,
  GetApiKeysCommand,
  GetUsageCommand,
  GetUsagePlanCommand,
  GetUsagePlanKeyCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  ImportApiKeysCommand,
  UpdateApiKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { defaultCredentials } from '../../src';
import { answerApiGateway } from '../../src/api-gateway-api/api-gateway-endpoint';
import { UsageCounters } from '../../src/usage/usage-counters';
import { UsageRegistry } from '../../src/usage/usage-registry';
import { awsError, openAwsEndpoint, RunningEndpoint } from '../support/aws-endpoint';
import { call } from '../support/call';
import { TestClock } from '../support/gateway';
import { keyModel, planModel } from './usage-fixture';

const DAY_MS = 24 * 60 * 60 * 1_000;
let clock: TestClock;
let registry: UsageRegistry;
let counters: UsageCounters;
let endpoint: RunningEndpoint;
let client: APIGatewayClient;

beforeEach(async () => {
  clock = new TestClock(Date.now());
  registry = new UsageRegistry(clock);
  counters = new UsageCounters(clock);
  const methodThrottles = new Map([['//GET', { rateLimit: 1, burstLimit: 2 }]]);
  registry.replace({
    plans: [
      planModel('free', {
        description: 'to try it',
        throttle: { rateLimit: 3, burstLimit: 4 },
        quota: { limit: 10, period: 'WEEK', offset: 1 },
        stages: [{ apiId: 'api', stageName: 'prod', methodThrottles }],
      }),
      planModel('pro'),
      planModel('elsewhere', { region: 'us-east-1' }),
    ],
    keys: [
      keyModel('acme', { name: 'Acme', customerId: 'c1', tags: { team: 'a' } }),
      keyModel('foreign', { region: 'us-east-1' }),
    ],
    links: [{ planId: 'free', keyId: 'acme' }],
  });
  endpoint = await openAwsEndpoint(clock, {
    apigateway: (request) => answerApiGateway(request, { clock, credentials: defaultCredentials, registry, counters }),
  });
  client = new APIGatewayClient(endpoint.client());
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const NO_KEY = { name: 'NotFoundException', status: 404, message: 'Invalid API Key identifier specified' };
const NO_PLAN = { name: 'NotFoundException', status: 404, message: 'Invalid Usage Plan ID specified' };

describe('API keys', () => {
  it('are made with a value that is told once, and again to whoever asks for it', async () => {
    const tags = { 'app:customer': 'c2' };
    const made = await client.send(new CreateApiKeyCommand({ name: 'Ben', customerId: 'c2', enabled: true, tags }));
    expect(made).toMatchObject({ name: 'Ben', customerId: 'c2', enabled: true, tags });
    expect([made.id, made.value]).toEqual([expect.stringMatching(/^[a-z0-9]{10}$/), expect.stringMatching(/^\w{40}$/)]);
    const ms = Math.floor(clock.now() / 1_000) * 1_000;
    expect([made.createdDate?.getTime(), made.lastUpdatedDate?.getTime()]).toEqual([ms, ms]);
    const { id: apiKey } = made;
    expect((await client.send(new GetApiKeyCommand({ apiKey }))).value).toBeUndefined();
    expect((await client.send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value).toBe(made.value);
  });

  it('that do not say otherwise are disabled', async () => {
    expect((await client.send(new CreateApiKeyCommand({}))).enabled).toBe(false);
  });

  it.each([
    ['BadRequestException', 400, 'x'.repeat(19)],
    ['BadRequestException', 400, 'x'.repeat(129)],
    ['ConflictException', 409, 'acme-value-of-twenty-characters'],
  ])('R-77: %s, %d for a value %s', async (name, status, value) => {
    expect(await awsError(client.send(new CreateApiKeyCommand({ value })))).toMatchObject({ name, status });
  });

  it('R-77: a value may be taken in another Region', async () => {
    const value = keyModel('foreign').value;
    expect((await client.send(new CreateApiKeyCommand({ value }))).value).toBe(value);
  });

  it('are listed page by page, by name and customer, with values only on request', async () => {
    for (const name of ['b1', 'b2', 'b3']) await client.send(new CreateApiKeyCommand({ name, customerId: 'c2' }));
    const names: (string | undefined)[] = [];
    let position: string | undefined;
    do {
      const page = await client.send(new GetApiKeysCommand({ limit: 2, position }));
      expect(page.items!.every(({ value }) => value === undefined)).toBe(true);
      names.push(...page.items!.map(({ name }) => name));
      position = page.position;
    } while (position);
    expect(names.sort()).toEqual(['Acme', 'b1', 'b2', 'b3']);
    const named = await client.send(new GetApiKeysCommand({ nameQuery: 'b2', includeValues: true }));
    expect(named.items).toMatchObject([{ name: 'b2', value: expect.any(String) }]);
    expect((await client.send(new GetApiKeysCommand({ customerId: 'c1' }))).items).toMatchObject([{ id: 'acme' }]);
  });

  it('are changed by patches, all of them or none', async () => {
    const patch = (...patchOperations: object[]) =>
      client.send(new UpdateApiKeyCommand({ apiKey: 'acme', patchOperations }));
    const replace = (path: string, value: string) => ({ op: 'replace', path, value });
    clock.advance(60_000);
    const changed = await patch(replace('/enabled', 'false'), replace('/description', 'left'));
    expect(changed).toMatchObject({ enabled: false, description: 'left', name: 'Acme', tags: { team: 'a' } });
    expect(changed.lastUpdatedDate!.getTime() - changed.createdDate!.getTime()).toBe(60_000);
    const refused = await awsError(patch(replace('/enabled', 'true'), replace('/value', 'x')));
    expect(refused).toMatchObject({ name: 'BadRequestException', message: expect.stringContaining("'/value'") });
    expect(registry.key('acme')?.enabled).toBe(false);
  });

  it('are deleted', async () => {
    await client.send(new DeleteApiKeyCommand({ apiKey: 'acme' }));
    expect([registry.key('acme'), registry.keysIn('free')]).toEqual([undefined, []]);
    expect(await awsError(client.send(new DeleteApiKeyCommand({ apiKey: 'acme' })))).toEqual(NO_KEY);
  });

  it('of another Region are not there', async () => {
    expect(await awsError(client.send(new GetApiKeyCommand({ apiKey: 'foreign' })))).toEqual(NO_KEY);
  });
});

describe('usage plans', () => {
  it('tell throttle, quota and throttles of methods', async () => {
    const { items } = await client.send(new GetUsagePlansCommand({}));
    expect(items?.map(({ id }) => id)).toEqual(['free', 'pro']);
    const free = {
      id: 'free',
      name: 'free',
      description: 'to try it',
      throttle: { rateLimit: 3, burstLimit: 4 },
      quota: { limit: 10, period: 'WEEK', offset: 1 },
      apiStages: [{ apiId: 'api', stage: 'prod', throttle: { '//GET': { rateLimit: 1, burstLimit: 2 } } }],
    };
    expect(items?.[0]).toEqual(free);
    expect(await client.send(new GetUsagePlanCommand({ usagePlanId: 'free' }))).toMatchObject(free);
    expect(await awsError(client.send(new GetUsagePlanCommand({ usagePlanId: 'elsewhere' })))).toEqual(NO_PLAN);
  });

  it('are those of a key', async () => {
    const plansOf = async (keyId: string) =>
      (await client.send(new GetUsagePlansCommand({ keyId }))).items?.map(({ id }) => id);
    expect([await plansOf('acme'), await plansOf('nobody')]).toEqual([['free'], []]);
  });

  const link = (usagePlanId: string, keyId: string, keyType = 'API_KEY') =>
    client.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType }));
  const unlink = (usagePlanId: string, keyId: string) =>
    client.send(new DeleteUsagePlanKeyCommand({ usagePlanId, keyId }));

  it('R-77: have a key in one plan of a stage at most', async () => {
    const taken = await awsError(link('pro', 'acme'));
    expect(taken).toMatchObject({ name: 'ConflictException', status: 409 });
    expect(taken.message).toContain('cannot reference multiple Usage Plans with the same API stage: api:prod');
    expect(await awsError(link('free', 'acme'))).toMatchObject({ name: 'ConflictException' });
    await unlink('free', 'acme');
    expect(await link('pro', 'acme')).toMatchObject({ id: 'acme', type: 'API_KEY', name: 'Acme' });
    expect(registry.plansOf('acme').map(({ id }) => id)).toEqual(['pro']);
    expect(await awsError(unlink('free', 'acme'))).toEqual(NO_KEY);
  });

  it('refuse keys and plans that are not there', async () => {
    expect(await awsError(link('nope', 'acme'))).toEqual(NO_PLAN);
    expect(await awsError(link('pro', 'nobody'))).toEqual(NO_KEY);
    expect(await awsError(link('pro', 'acme', 'OTHER'))).toMatchObject({ name: 'BadRequestException' });
  });

  it('tell who is in them', async () => {
    const { items } = await client.send(new GetUsagePlanKeysCommand({ usagePlanId: 'free' }));
    expect(items).toMatchObject([{ id: 'acme', type: 'API_KEY', name: 'Acme' }]);
    const one = { usagePlanId: 'free', keyId: 'acme' };
    expect(await client.send(new GetUsagePlanKeyCommand(one))).toMatchObject({ id: 'acme' });
    const other = { usagePlanId: 'pro', keyId: 'acme' };
    expect(await awsError(client.send(new GetUsagePlanKeyCommand(other)))).toEqual(NO_KEY);
  });
});

describe('usage', () => {
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const usage = (from: string, to: string, more: object = {}) =>
    client.send(new GetUsageCommand({ usagePlanId: 'free', startDate: from, endDate: to, ...more }));
  const use = (keyId: string, times: number): void => {
    for (let count = 0; count < times; count++) counters.add(registry.plan('free')!, keyId);
  };

  it('is told by day, with what was left of the period, up to today', async () => {
    const quota = { limit: 10, period: 'MONTH', offset: 0 } as const;
    registry.replace({ plans: [planModel('free', { quota })], keys: [], links: [] });
    clock.advance(Date.UTC(2031, 0, 30) - clock.now());
    use('acme', 3);
    clock.advance(2 * DAY_MS);
    use('acme', 4);
    client = new APIGatewayClient(endpoint.client({ systemClockOffset: clock.now() - Date.now() }));
    const { items, startDate, endDate } = await usage('2031-01-30', '2031-02-05');
    expect([startDate, endDate]).toEqual(['2031-01-30', '2031-02-05']);
    // the quota began anew on the 1st
    const days = [
      [3, 7],
      [0, 7],
      [4, 6],
    ];
    expect(items).toEqual({ acme: days });
  });

  it('leaves out keys that were not used', async () => {
    const today = dayOf(clock.now());
    expect((await usage(today, today)).items).toEqual({});
    expect((await usage(today, today, { keyId: 'acme' })).items).toEqual({});
    use('acme', 1);
    expect((await usage(today, today, { keyId: 'acme' })).items).toEqual({ acme: [[1, 9]] });
  });

  it('comes in pages, also of keys that are gone', async () => {
    const today = dayOf(clock.now());
    for (const keyId of ['k1', 'k2', 'k3']) use(keyId, 1);
    const first = await usage(today, today, { limit: 2 });
    expect([Object.keys(first.items!), first.position]).toEqual([['k1', 'k2'], 'k2']);
    const second = await usage(today, today, { limit: 2, position: first.position });
    expect([Object.keys(second.items!), second.position]).toEqual([['k3'], undefined]);
  });

  it('of a plan without a quota has nothing that is left', async () => {
    const today = dayOf(clock.now());
    counters.add(registry.plan('pro')!, 'acme');
    expect((await usage(today, today, { usagePlanId: 'pro' })).items).toEqual({ acme: [[1]] });
  });

  it('takes a plan and days', async () => {
    expect(await awsError(usage('2026-01-02', '2026-01-01'))).toMatchObject({ name: 'BadRequestException' });
    expect(await awsError(usage('yesterday', '2026-01-01'))).toMatchObject({
      message: expect.stringContaining('startDate'),
    });
    expect(await awsError(usage('2026-01-01', '2026-01-01', { usagePlanId: 'nope' }))).toEqual(NO_PLAN);
    expect(await awsError(usage('2026-01-01', '2026-01-01', { keyId: 'nobody' }))).toMatchObject({
      name: 'NotFoundException',
      message: 'Invalid Key identifier specified',
    });
  });
});

describe('requests', () => {
  it('for other actions are refused by name', async () => {
    for (const command of [
      new CreateUsagePlanCommand({ name: 'x' }),
      new ImportApiKeysCommand({ body: Buffer.from('x'), format: 'csv' }),
    ]) {
      expect(await awsError(client.send(command as CreateUsagePlanCommand))).toMatchObject({
        name: 'UnknownOperationException',
        status: 400,
        message: expect.stringMatching(/^POST \/(usageplans|apikeys) is not served by the local gateway/),
      });
    }
  });

  it('that are no JSON are told so', async () => {
    const stranger = new APIGatewayClient(endpoint.client());
    stranger.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = '{';
        return next(args);
      },
      { step: 'build', priority: 'high' },
    );
    expect(await awsError(stranger.send(new CreateApiKeyCommand({})))).toMatchObject({ name: 'BadRequestException' });
    stranger.destroy();
  });

  it('are signed with the development credentials, or 403', async () => {
    const credentials = { ...defaultCredentials, secretAccessKey: 'guess' };
    const stranger = new APIGatewayClient(endpoint.client({ credentials }));
    const refused = await awsError(stranger.send(new GetApiKeysCommand({})));
    stranger.destroy();
    expect(refused).toMatchObject({ name: 'InvalidSignatureException', status: 403 });
    expect((await call(endpoint.url, '/apikeys')).status).toBe(403);
  });
});
