import { Annotations, App, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations as Found, Match, Template } from 'aws-cdk-lib/assertions';
import { ApiKeyOptions, Authorization, Quota, RouteIntegration, Tier } from '../../lib';
import { propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { restApiIn, withApi } from './rest-api-under-test';

const backend = RouteIntegration.http('https://backend.example.com');

const lazy = (): number => Lazy.number({ produce: () => 5 });

function withTiers(tiers: Record<string, Tier>, keys: Record<string, ApiKeyOptions>): Template {
  return templateOf((stack) => {
    const api = restApiIn(stack, { tiers, apiName: 'partners' });
    api.addRoute('GET /', backend);
    api.addRoute('POST /orders/{id}', backend);
    Object.entries(keys).forEach(([id, options]) => api.addApiKey(id, options));
  });
}

describe('a tier', () => {
  it('user pain 13: is a usage plan of the stage, made after it', () => {
    const template = withTiers(
      { free: { throttle: { rateLimit: 5, burstLimit: 10 }, quota: Quota.perMonth(1_000, 4) } },
      { Acme: { tier: 'free' } },
    );
    const [stage] = Object.keys(template.findResources('AWS::ApiGateway::Stage'));
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      UsagePlanName: 'partners-free',
      Throttle: { RateLimit: 5, BurstLimit: 10 },
      Quota: { Limit: 1_000, Period: 'MONTH', Offset: 4 },
      ApiStages: [{ ApiId: { Ref: Match.anyValue() }, Stage: { Ref: stage } }],
    });
  });

  it('throttles single routes, by path and method (R-79)', () => {
    const throttle = { rateLimit: 1, burstLimit: 2 };
    const template = withTiers(
      { free: { throttle, routes: { 'GET /': throttle, 'POST /orders/{id}': throttle } } },
      { A: { tier: 'free' } },
    );
    const rendered = { RateLimit: 1, BurstLimit: 2 };
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      ApiStages: [{ Throttle: { '//GET': rendered, '/orders/{id}/POST': rendered } }],
    });
  });

  it.each<[string, Record<string, Tier>, string]>([
    ['a name that is none', { 'a b': {} }, 'not a name of a tier, got "a b"; use letters'],
    ['a throttle of 0', { free: { throttle: { rateLimit: 0, burstLimit: 1 } } }, 'throttle.rateLimit must be above 0'],
    [
      'more than 20 routes',
      {
        free: {
          routes: Object.fromEntries(
            Array.from({ length: 21 }, (_, i) => [`GET /${i}`, { rateLimit: 1, burstLimit: 1 }]),
          ),
        },
      },
      'tier free throttles more than 20 routes, got 21; throttle the tier as a whole',
    ],
  ])('cannot have %s (Q-11)', (_, tiers, message) => {
    expect(withApi({ tiers }, () => undefined)).toThrow(`[Stack/Api] ${message}`);
  });

  describe('that limits nothing', () => {
    const ID = 'cdk-apigateway-patterns:MeteredRestApi.unlimitedTier';
    const warningsOf = (tiers: Record<string, Tier>, acknowledged = false): unknown[] => {
      const stack = new Stack(new App(), 'Stack');
      const api = restApiIn(stack, { tiers });
      api.addRoute('GET /', backend);
      Object.keys(tiers).forEach((tier) => api.addApiKey(`${tier}Customer`, { tier }));
      if (acknowledged) {
        Annotations.of(api).acknowledgeWarning(ID);
      }
      const found = Found.fromStack(stack).findWarning('/Stack/Api', Match.stringLikeRegexp(ID));
      return found.map(({ entry }) => entry.data);
    };
    const misspelled = { throtle: { rateLimit: 1, burstLimit: 1 } } as Tier;

    it('is warned about, each on its own, unless it is meant to', () => {
      const tiers = { free: misspelled, pro: { routes: {} }, gold: { quota: Quota.perDay(1) } };
      expect(warningsOf(tiers)).toEqual([
        expect.stringContaining('tier free limits nothing; give it throttle or quota'),
        expect.stringContaining('tier pro limits nothing'),
      ]);
      expect(warningsOf(tiers, true)).toEqual([]);
    });

    it.each<[string, Tier]>([
      ['a throttle', { throttle: { rateLimit: 1, burstLimit: 1 } }],
      ['a throttle known at deployment', { throttle: { rateLimit: lazy(), burstLimit: lazy() } }],
      ['a quota', { quota: Quota.perDay(lazy()) }],
    ])('is none with %s', (_, tier) => {
      expect(warningsOf({ free: tier })).toEqual([]);
    });
  });

  it('that nobody can use is an error', () => {
    expect(() => withTiers({ free: {}, pro: {} }, { Acme: { tier: 'free' } })).toThrow(
      '[Stack/Api] nobody can use tier pro; add a key by addApiKey, let a function issue keys by grantIssueKeys, or leave the tier out',
    );
  });

  it('cannot throttle routes alone, which API Gateway refuses', () => {
    const tiers = { free: { routes: { 'GET /': { rateLimit: 1, burstLimit: 1 } } } };
    expect(() => withTiers(tiers, { Acme: { tier: 'free' } })).toThrow(
      '[Stack/Api] tier free throttles routes and has no throttle of its own, got ["GET /"]; give the tier a throttle too',
    );
  });

  it('cannot throttle a route that the API has not', () => {
    const throttle = { rateLimit: 1, burstLimit: 1 };
    const tiers = { free: { throttle, routes: { 'GET /nothing': throttle } } };
    expect(() => withTiers(tiers, { Acme: { tier: 'free' } })).toThrow(
      '[Stack/Api] tier free throttles "GET /nothing", which is no route of the API; correct it',
    );
  });

  it('cannot throttle a route that takes no key', () => {
    const throttle = { rateLimit: 1, burstLimit: 1 };
    const tiers = { free: { throttle, routes: { 'GET /open': throttle } } };
    const synthesize = withApi({ tiers }, (api, stack) => {
      api.addRoute('GET /open', backend, { apiKeyRequired: false });
      api.addApiKey('Acme', { tier: 'free' });
      return Template.fromStack(stack);
    });
    expect(synthesize).toThrow('[Stack/Api] tier free throttles "GET /open", which takes no API key, so that no tier');
  });

  it('is one at least, for without one every route would need a key that nobody can have', () => {
    expect(withApi({ tiers: {} }, () => undefined)).toThrow(
      '[Stack/Api] there are no tiers, and every route would need a key of one, got {}; leave tiers out, or name some',
    );
  });
});

describe('an API key', () => {
  const free = { free: {} };

  it('has its value in Secrets Manager, and no name with the value in it (user pain 14)', () => {
    const template = withTiers(free, { Acme: { tier: 'free' } });
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true },
    });
    const [secret] = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
    template.hasResourceProperties('AWS::ApiGateway::ApiKey', {
      Enabled: true,
      CustomerId: 'Acme',
      Name: Match.absent(),
      Value: { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secret }, ':SecretString:::}}']] },
    });
    template.hasResourceProperties('AWS::ApiGateway::UsagePlanKey', { KeyType: 'API_KEY' });
  });

  it('user pain 15: has its two newest values live, and a new generation leaves the one before as it is', () => {
    const keysAt = (generation: number) =>
      propertiesOf(withTiers(free, { Acme: { tier: 'free', generation } }), 'AWS::ApiGateway::ApiKey');
    expect(Object.keys(keysAt(1))).toHaveLength(1);
    expect(Object.keys(keysAt(2))).toHaveLength(2);
    expect(Object.keys(keysAt(3))).toHaveLength(2);
    const [second] = Object.entries(keysAt(2)).filter(([id]) => id.includes('V2'));
    expect(keysAt(3)).toMatchObject({ [second[0]]: second[1] });
  });

  it('moves to another tier by a new value, and the one before stays as it is (R-77, ADR 0008)', () => {
    const tiers = { free: {}, pro: {} };
    const others = { A: { tier: 'free' }, B: { tier: 'pro' } };
    const linksWith = (key: ApiKeyOptions) => {
      const template = withTiers(tiers, { ...others, Acme: key });
      const ofAcme = (type: string) =>
        Object.fromEntries(Object.entries(template.findResources(type)).filter(([id]) => id.includes('KeyAcme')));
      return { ...ofAcme('AWS::ApiGateway::UsagePlanKey'), ...ofAcme('AWS::ApiGateway::ApiKey') };
    };
    const before = linksWith({ tier: 'free' });
    const moving = linksWith({ tier: 'pro', generation: 2, previousTier: 'free' });
    const after = linksWith({ tier: 'pro', generation: 3 });
    expect(moving).toMatchObject(before);
    const added = Object.keys(moving).filter((id) => !(id in before));
    expect(added).toHaveLength(2);
    expect(JSON.stringify(added.map((id) => moving[id]))).toContain('Tierpro');
    added.forEach((id) => expect(after[id]).toEqual(moving[id]));
    expect(JSON.stringify(after)).not.toContain('Tierfree');
  });

  it('keeps the tier it moves from one that somebody can use', () => {
    const moving = { tier: 'pro', generation: 2, previousTier: 'free' };
    expect(() => withTiers({ free: {}, pro: {} }, { Acme: moving })).not.toThrow();
  });

  it('may be called Usage beside a usage route', () => {
    const add = withApi({ tiers: free }, (api) => {
      api.addUsageRoute('GET /usage');
      api.addApiKey('Usage', { tier: 'free' });
    });
    expect(add).not.toThrow();
  });

  it.each([
    ['Acme', 'Acme'],
    ['Acme/EU', 'Acme--EU'],
  ])('stands once: %s', (first, second) => {
    const add = withApi({ tiers: free }, (api) => [first, second].forEach((id) => api.addApiKey(id, { tier: 'free' })));
    expect(add).toThrow(
      `[Stack/Api] the API key exists already, got "${second}"; keep one of them, or give it another id`,
    );
  });

  it.each<[string, object, string]>([
    ['', {}, 'an API key has no id, got ""; give it one'],
    [
      'Acme',
      { generation: Lazy.number({ produce: () => 2 }) },
      'generation of API key Acme must be known at synthesis, got "',
    ],
  ])('"%s" cannot have %j', (id, options, message) => {
    const add = withApi({ tiers: free }, (api) => api.addApiKey(id, { tier: 'free', ...options }));
    expect(add).toThrow(`[Stack/Api] ${message}`);
  });

  it('user pain 14: does not move when another is added or removed', () => {
    const template = withTiers(free, { Acme: { tier: 'free' }, Globex: { tier: 'free' } });
    const without = withTiers(free, { Globex: { tier: 'free' } });
    expect(propertiesOf(template, 'AWS::ApiGateway::ApiKey')).toMatchObject(
      propertiesOf(without, 'AWS::ApiGateway::ApiKey'),
    );
  });

  it.each<[ApiKeyOptions, string]>([
    [{ tier: 'gold' }, 'API key Acme has a tier that the API has not, got "gold"; use one of free'],
    [
      { tier: 'free', generation: 0 },
      'generation of API key Acme must be a whole number of 1 or more, got 0; begin with 1',
    ],
    [{ tier: 'free', generation: 2, previousTier: 'gold' }, 'API key Acme has a tier that the API has not, got "gold"'],
    [
      { tier: 'free', previousTier: 'free' },
      'API key Acme has no value before its first, to be in previousTier, got "free"; raise generation by one',
    ],
    [{ tier: 'free', generation: 1.5 }, 'generation of API key Acme must be a whole number of 1 or more, got 1.5'],
  ])('cannot be %j', (options, message) => {
    expect(withApi({ tiers: free }, (api) => api.addApiKey('Acme', options))).toThrow(`[Stack/Api] ${message}`);
  });

  it('needs tiers', () => {
    expect(withApi({}, (api) => api.addApiKey('Acme', { tier: 'free' }))).toThrow('got "free"; give the API tiers');
    const route = { apiKeyRequired: true, authorization: Authorization.iam() };
    expect(withApi({}, (api) => api.addRoute('GET /a', backend, route))).toThrow(
      '[Stack/Api] GET /a needs an API key, but the API has no tiers, got true; give the API tiers',
    );
  });

  it('is needed on every route unless the route says otherwise', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = restApiIn(stack, { tiers: free });
    expect(api.addRoute('GET /a', backend).apiKeyRequired).toBe(true);
    expect(api.addRoute('GET /b', backend, { apiKeyRequired: false }).apiKeyRequired).toBe(false);
    expect(restApiIn(stack, {}, 'Unsold').addRoute('GET /a', backend).apiKeyRequired).toBe(false);
  });
});

describe('Quota', () => {
  it.each([
    [
      () => Quota.perDay(0),
      '[Quota.perDay] limit must be a whole number of 1 or more, got 0; give a number of requests',
    ],
    [() => Quota.perMonth(1.5), '[Quota.perMonth] limit must be a whole number of 1 or more, got 1.5'],
    [() => Quota.perWeek(1, 7), '[Quota.perWeek] offset must be a whole number of 0 to 6, got 7; give days'],
    [() => Quota.perMonth(1, 28), '[Quota.perMonth] offset must be a whole number of 0 to 27, got 28'],
  ])('%s is refused', (make, message) => {
    expect(make).toThrow(message);
  });
});
