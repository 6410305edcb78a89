import * as fc from 'fast-check';
import {
  ApiKeyError,
  ApiKeyIssuer,
  InvalidCustomerIdError,
  InvalidPeriodError,
  KeyWithoutTierError,
  LeftoverKeyError,
  MissingSettingsError,
  UnknownKeyError,
  UnknownTierError,
} from '../../../lib/runtime';
import { awsError } from '../clients/fake-client';
import { FakeApiGateway } from './fake-api-gateway';

const SETTINGS = { apiId: 'api', stage: 'prod', plans: { free: 'plan-free', pro: 'plan-pro' } };
const STAGES = { 'plan-free': 'api/prod', 'plan-pro': 'api/prod', 'by-hand': 'api/prod', elsewhere: 'other/prod' };
const BROKEN = awsError('TooManyRequestsException');

let gateway: FakeApiGateway;
let issuer: ApiKeyIssuer;
const printed = jest.fn();

beforeEach(() => {
  gateway = new FakeApiGateway(STAGES);
  issuer = new ApiKeyIssuer({ settings: SETTINGS, client: gateway.client });
  // waiting between tries takes no time here
  jest.spyOn(global, 'setTimeout').mockImplementation(((done: () => void) => setImmediate(done)) as never);
  for (const name of ['log', 'error', 'warn', 'info', 'debug'] as const) {
    jest.spyOn(console, name).mockImplementation(printed);
  }
});

afterEach(() => {
  jest.restoreAllMocks();
  expect(printed).not.toHaveBeenCalled();
});

const issued = async (tier = 'free') => (await issuer.issue({ customerId: 'acme', tier })).keyId;
const failing = (command: string, times = 1, error = BROKEN, isDone = false) =>
  gateway.failures.push(...Array.from({ length: times }, () => ({ command, error, isDone })));

describe('issue', () => {
  it('makes a key in the tier and gives its value', async () => {
    await expect(issuer.issue({ customerId: 'acme', tier: 'free' })).resolves.toEqual({
      keyId: 'key1',
      value: 'secret-of-key1',
      customerId: 'acme',
      tier: 'free',
    });
    expect(gateway.plansOf('key1')).toEqual(['plan-free']);
    expect(gateway.keys.get('key1')).toMatchObject({
      name: 'acme',
      description: 'Issued to customer acme',
      customerId: 'acme',
      tags: { 'cdk-apigateway-patterns:api': SETTINGS.apiId, 'cdk-apigateway-patterns:customer': 'acme' },
      enabled: true,
    });
  });

  it('names the key as asked', async () => {
    await issuer.issue({ customerId: 'acme', tier: 'free', name: 'Acme, staging' });
    expect(gateway.keys.get('key1')).toMatchObject({ name: 'Acme, staging' });
  });

  it.each(['gold', 'toString', '__proto__', ''])('refuses tier %j before anything is made', async (tier) => {
    await expect(issuer.issue({ customerId: 'acme', tier })).rejects.toThrow(
      new UnknownTierError(tier, ['free', 'pro']),
    );
    expect(gateway.sent).toEqual([]);
  });

  it.each(['', 'a,b', 'a\nb', 'x'.repeat(257)])('refuses customer %j, no value of a tag', async (customerId) => {
    await expect(issuer.issue({ customerId, tier: 'free' })).rejects.toBeInstanceOf(InvalidCustomerIdError);
    expect(gateway.sent).toEqual([]);
  });

  it.each([[false], [true]])('deletes the key where it does not get into the tier (done: %s)', async (isDone) => {
    failing('CreateUsagePlanKey', 1, BROKEN, isDone);
    await expect(issued()).rejects.toBe(BROKEN);
    expect(gateway.keys.size).toBe(0);
  });

  it('insists on deleting it', async () => {
    failing('CreateUsagePlanKey');
    failing('DeleteApiKey', 4);
    await expect(issued()).rejects.toBe(BROKEN);
    expect(gateway.keys.size).toBe(0);
  });

  it('tells which key is left where it can not be deleted, and not its value', async () => {
    failing('CreateUsagePlanKey');
    failing('DeleteApiKey', 5);
    const error = (await issued().catch((thrown: unknown) => thrown)) as LeftoverKeyError;
    expect(error).toBeInstanceOf(LeftoverKeyError);
    expect(error).toMatchObject({ keyId: 'key1', cause: BROKEN });
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain('secret-of');
  });
});

describe('moveToTier', () => {
  it('takes the key out of its tier and puts it into the other', async () => {
    const keyId = await issued('free');
    await issuer.moveToTier(keyId, 'pro');
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro']);
  });

  it('does nothing where it is there already', async () => {
    const keyId = await issued('free');
    gateway.sent.length = 0;
    await issuer.moveToTier(keyId, 'free');
    expect(gateway.sent).toEqual([`GetUsagePlans {"keyId":"${keyId}"}`]);
  });

  it('leaves plans of other APIs alone, and takes the key out of any plan of this stage', async () => {
    const keyId = await issued('free');
    gateway.members['plan-free'].delete(keyId);
    gateway.members['by-hand'].add(keyId);
    gateway.members.elsewhere.add(keyId);
    await issuer.moveToTier(keyId, 'pro');
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro', 'elsewhere']);
  });

  it('puts a key that is in no tier into one', async () => {
    const keyId = await issued('free');
    gateway.members['plan-free'].delete(keyId);
    await issuer.moveToTier(keyId, 'pro');
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro']);
  });

  it('puts the key back where it can not be put into the new tier', async () => {
    const keyId = await issued('free');
    failing('CreateUsagePlanKey', 3);
    await expect(issuer.moveToTier(keyId, 'pro')).rejects.toBe(BROKEN);
    expect(gateway.plansOf(keyId)).toEqual(['plan-free']);
  });

  it('puts the key back where it was taken out although that failed', async () => {
    const keyId = await issued('free');
    failing('DeleteUsagePlanKey', 1, BROKEN, true);
    await expect(issuer.moveToTier(keyId, 'pro')).rejects.toBe(BROKEN);
    expect(gateway.plansOf(keyId)).toEqual(['plan-free']);
  });

  it('succeeds where the key was put into the new tier although that failed', async () => {
    const keyId = await issued('free');
    failing('CreateUsagePlanKey', 1, BROKEN, true);
    await issuer.moveToTier(keyId, 'pro');
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro']);
  });

  it('tells where the key is in no tier, and finishes when run again', async () => {
    const keyId = await issued('free');
    failing('CreateUsagePlanKey', 6);
    await expect(issuer.moveToTier(keyId, 'pro')).rejects.toMatchObject({ name: 'KeyWithoutTierError', cause: BROKEN });
    expect(gateway.plansOf(keyId)).toEqual([]);
    await issuer.moveToTier(keyId, 'pro');
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro']);
  });

  it('leaves the key in exactly one plan of the stage, whatever fails, or says that it is in none', async () => {
    const failure = fc.record({
      command: fc.constantFrom('GetUsagePlans', 'CreateUsagePlanKey', 'DeleteUsagePlanKey'),
      isDone: fc.boolean(),
    });
    const step = fc.record({ tier: fc.constantFrom('free', 'pro'), failures: fc.array(failure, { maxLength: 9 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
        const keyId = await issued('free');
        let isWithout = false;
        for (const { tier, failures } of steps) {
          const before = gateway.plansOf(keyId);
          gateway.failures.push(...failures.map((each) => ({ ...each, error: BROKEN })));
          const error: unknown = await issuer.moveToTier(keyId, tier).then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
          gateway.failures.length = 0;
          const after = gateway.plansOf(keyId);
          if (error === undefined) expect(after).toEqual([`plan-${tier}`]);
          isWithout = after.length === 0 && (isWithout || error instanceof KeyWithoutTierError);
          expect(after).toHaveLength(isWithout ? 0 : 1);
          if (error === BROKEN) expect([before[0], `plan-${tier}`, undefined]).toContain(after[0]);
        }
      }),
    );
  });

  it('refuses an unknown tier before anything is changed', async () => {
    const keyId = await issued('free');
    gateway.sent.length = 0;
    await expect(issuer.moveToTier(keyId, 'gold')).rejects.toBeInstanceOf(UnknownTierError);
    expect(gateway.sent).toEqual([]);
  });

  it('refuses an unknown key', async () => {
    await expect(issuer.moveToTier('nobody', 'pro')).rejects.toMatchObject({
      name: 'UnknownKeyError',
      keyId: 'nobody',
    });
  });
});

describe('disable, enable and revoke', () => {
  it('a key is disabled and enabled, as often as one likes', async () => {
    const keyId = await issued();
    await issuer.disable(keyId);
    await issuer.disable(keyId);
    expect(gateway.keys.get(keyId)?.enabled).toBe(false);
    await issuer.enable(keyId);
    expect(gateway.keys.get(keyId)?.enabled).toBe(true);
  });

  it('what is unknown is refused', async () => {
    await expect(issuer.disable('nobody')).rejects.toBeInstanceOf(UnknownKeyError);
    await expect(issuer.enable('nobody')).rejects.toBeInstanceOf(UnknownKeyError);
  });

  it('other errors are those of the SDK', async () => {
    failing('UpdateApiKey');
    await expect(issuer.disable(await issued())).rejects.toBe(BROKEN);
    failing('DeleteApiKey');
    await expect(issuer.revoke('key1')).rejects.toBe(BROKEN);
  });

  it('a key is revoked for good, once or twice', async () => {
    const keyId = await issued();
    await issuer.revoke(keyId);
    await issuer.revoke(keyId);
    expect(gateway.keys.size).toBe(0);
  });
});

describe('usage', () => {
  it('is told by day, in the tier the key is in', async () => {
    const keyId = await issued('pro');
    gateway.usage = { [keyId]: [[0, 100], [10, 90], [5, 85]], other: [[1, 1]] }; // prettier-ignore
    await expect(issuer.usage(keyId, { from: '2028-02-28', to: '2028-03-01' })).resolves.toEqual({
      tier: 'pro',
      days: [
        { date: '2028-02-28', used: 0, remaining: 100 },
        { date: '2028-02-29', used: 10, remaining: 90 },
        { date: '2028-03-01', used: 5, remaining: 85 },
      ],
    });
    expect(gateway.sent.at(-1)).toBe(
      `GetUsage {"usagePlanId":"plan-pro","keyId":"${keyId}","startDate":"2028-02-28","endDate":"2028-03-01"}`,
    );
  });

  it('has no days where nothing is known', async () => {
    await expect(issuer.usage(await issued(), { from: '2028-02-28', to: '2028-03-01' })).resolves.toEqual({
      tier: 'free',
      days: [],
    });
  });

  it.each([
    ['2028-03-02', '2028-03-01'],
    ['2028-02-30', '2028-03-01'],
    ['2028-3-1', '2028-03-01'],
    ['2028-03-01T00:00:00Z', '2028-03-02'],
    ['', ''],
  ])('refuses %j to %j', async (first, last) => {
    await expect(issuer.usage('key1', { from: first, to: last })).rejects.toBeInstanceOf(InvalidPeriodError);
    expect(gateway.sent).toEqual([]);
  });

  it('refuses a key in no tier of the API', async () => {
    const keyId = await issued();
    gateway.members['plan-free'].clear();
    gateway.members.elsewhere.add(keyId);
    await expect(issuer.usage(keyId, { from: '2028-03-01', to: '2028-03-01' })).rejects.toBeInstanceOf(
      KeyWithoutTierError,
    );
  });
});

describe('settings', () => {
  const environment = process.env;
  beforeEach(() => (process.env = { ...environment }));
  afterAll(() => (process.env = environment));

  it('come from the environment', async () => {
    process.env.API_KEY_ISSUER = JSON.stringify(SETTINGS);
    const { keyId } = await new ApiKeyIssuer({ client: gateway.client }).issue({ customerId: 'acme', tier: 'pro' });
    expect(gateway.plansOf(keyId)).toEqual(['plan-pro']);
  });

  it.each([undefined, '', '{', 'null', '[]', '"x"', '{"apiId":"api","stage":"prod","plans":{}}', '{"stage":"prod"}'])(
    '%s are none',
    (text) => {
      if (text !== undefined) process.env.API_KEY_ISSUER = text;
      expect(() => new ApiKeyIssuer()).toThrow(MissingSettingsError);
    },
  );
});

it('its errors are told apart from those of the SDK', () => {
  expect(new UnknownKeyError('x')).toBeInstanceOf(ApiKeyError);
  expect(String(new UnknownKeyError('x'))).toBe('UnknownKeyError: no API key has the id "x"');
});
