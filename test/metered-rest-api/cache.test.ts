import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import * as fc from 'fast-check';
import {
  ExecutionLog,
  Authorization,
  CacheSize,
  Cors,
  DynamoDbAction,
  IdentitySource,
  MeteredRestApi,
  MeteredRestApiProps,
  MeteredRestRouteOptions,
  RouteCache,
  RouteIntegration,
} from '../../lib';
import { ConfigurationError } from '../../lib/core/errors';
import { functionIn, jwt, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { bodyOf, restApiIn, withApi } from './rest-api-under-test';

const backend = RouteIntegration.http('https://backend.example.com');
const open = Authorization.none();
const ttl = Duration.minutes(1);

const stageOf = (template: Template) => Object.values(propertiesOf(template, 'AWS::ApiGateway::Stage'))[0];

function cached(
  cache: RouteCache,
  options: Partial<MeteredRestRouteOptions> = {},
  props: Partial<MeteredRestApiProps> = {},
  routeKey = 'GET /products/{id}',
) {
  return templateOf((stack) =>
    restApiIn(stack, props).addRoute(routeKey, backend, { authorization: open, cache, ...options }),
  );
}

function operationOf(template: Template, path = '/products/{id}', method = 'get') {
  return bodyOf(template).paths[path][method];
}

const keyOf = (template: Template, path?: string) =>
  operationOf(template, path)['x-amazon-apigateway-integration'].cacheKeyParameters;

describe('the cache of a stage', () => {
  it('is there as soon as a route is cached: small, encrypted, and off for every other method (R-90, R-91)', () => {
    const template = templateOf((stack) => {
      const executionLog = ExecutionLog.disabled();
      const api = restApiIn(stack, { throttle: { rateLimit: 10, burstLimit: 20 }, executionLog });
      api.addRoute('GET /a/{id}', backend, { authorization: open, cache: { ttl } });
      api.addRoute('HEAD /b', backend, {
        authorization: open,
        cache: {},
        throttle: { rateLimit: 1, burstLimit: 2 },
      });
      api.addRoute('GET /c', backend, { throttle: { rateLimit: 3, burstLimit: 4 } });
    });
    const settings = (ResourcePath: string, HttpMethod: string, rate: number, burst: number, cacheTtl?: number) => ({
      ResourcePath,
      HttpMethod,
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: burst,
      CachingEnabled: cacheTtl !== undefined,
      CacheDataEncrypted: true,
      LoggingLevel: 'OFF',
      DataTraceEnabled: false,
      ...(cacheTtl === undefined ? {} : { CacheTtlInSeconds: cacheTtl }),
    });
    const stage = stageOf(template);
    expect(stage).toMatchObject({ CacheClusterEnabled: true, CacheClusterSize: '0.5' });
    const sorted = [...(stage.MethodSettings as { ResourcePath: string }[])].sort((a, b) =>
      a.ResourcePath < b.ResourcePath ? -1 : 1,
    );
    expect(sorted).toEqual([
      settings('/*', '*', 10, 20),
      settings('/a~1{id}', 'GET', 10, 20, 60),
      settings('/b', 'HEAD', 1, 2, 300),
      settings('/c', 'GET', 3, 4),
    ]);
  });

  it('is as large, and keeps answers as long, as the API says', () => {
    const template = cached({}, {}, { cache: { size: CacheSize.GB_6_1, defaultTtl: Duration.hours(1) } });
    expect(stageOf(template)).toMatchObject({
      CacheClusterSize: '6.1',
      MethodSettings: [{ CachingEnabled: false }, { CachingEnabled: true, CacheTtlInSeconds: 3_600 }],
    });
  });

  it('is not there, nor paid for, unless asked for', () => {
    const without = templateOf((stack) => restApiIn(stack).addRoute('GET /a', backend));
    expect(stageOf(without)).not.toHaveProperty('CacheClusterEnabled');
    expect(stageOf(without)).not.toHaveProperty('CacheClusterSize');
    const asked = templateOf((stack) => restApiIn(stack, { cache: {} }).addRoute('GET /a', backend));
    expect(stageOf(asked)).toMatchObject({ CacheClusterEnabled: true, MethodSettings: [{ CachingEnabled: false }] });
  });

  it.each([Duration.seconds(0), Duration.minutes(61), Duration.millis(1_500)])('keeps no answer for %s', (wrong) => {
    const remedy = `must be whole seconds, 1 to 3600, got "${wrong.toHumanString()}"; give such a time, or no cache`;
    expect(() => cached({ ttl: wrong })).toThrow(`[Stack/Api/GET --products--{id}] cache.ttl ${remedy}`);
    expect(() => cached({}, {}, { cache: { defaultTtl: wrong } })).toThrow(`[Stack/Api] cache.defaultTtl ${remedy}`);
  });

  it('takes times that are tokens', () => {
    const template = templateOf((stack) => {
      const seconds = new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber;
      const time = Duration.seconds(seconds);
      const api = restApiIn(stack, { cache: { defaultTtl: time } });
      api.addRoute('GET /a', backend, { authorization: open, cache: { ttl: time } });
      api.addRoute('GET /b', backend, { authorization: open, cache: {} });
    });
    const token = { CacheTtlInSeconds: { Ref: 'Seconds' } };
    expect(stageOf(template).MethodSettings).toMatchObject([{}, token, token]);
  });
});

describe('a cache key', () => {
  it('holds what was asked for, and the operation declares it (R-92, R-93, C-19)', () => {
    const template = cached({ keyParameters: ['path.id', 'query.page', 'header.Accept-Language'] });
    expect(keyOf(template)).toEqual([
      'method.request.path.id',
      'method.request.querystring.page',
      'method.request.header.Accept-Language',
      'method.request.header.accept-language',
    ]);
    const schema = { type: 'string' };
    expect(operationOf(template).parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema },
      { name: 'page', in: 'query', required: false, schema },
      { name: 'Accept-Language', in: 'header', required: false, schema },
      { name: 'accept-language', in: 'header', required: false, schema },
    ]);
  });

  it('holds every parameter of the path, without which one product would be answered for another', () => {
    expect(keyOf(cached({}))).toEqual(['method.request.path.id']);
    expect(keyOf(cached({}, {}, {}, 'GET /files/{path+}'), '/files/{path+}')).toEqual(['method.request.path.path']);
  });

  it.each([
    ['one origin', Cors.allowOrigins(['https://app.example.com'])],
    ['several', Cors.allowOrigins(['https://app.example.com', 'https://*.example.org'])],
    ['any', Cors.allowAnyOrigin()],
  ])('holds the origin where pages of %s may read answers, since answers name it', (_, cors) => {
    const origin = ['method.request.header.Origin', 'method.request.header.origin'];
    expect(keyOf(cached({}, {}, { cors }))).toEqual(['method.request.path.id', ...origin]);
    expect(keyOf(cached({ keyParameters: ['header.Origin'] }, {}, { cors }))).toHaveLength(3);
  });

  it('declares a parameter once that is required as well', () => {
    const options = { requiredParameters: ['query.page'] };
    const template = cached({ keyParameters: ['query.page'] }, options);
    expect(operationOf(template).parameters?.filter(({ name }) => name === 'page')).toEqual([
      { name: 'page', in: 'query', required: true, schema: { type: 'string' } },
    ]);
    expect(operationOf(template)['x-amazon-apigateway-request-validator']).toBe('parameters');
  });

  it('holds required parameters, asked for or not', () => {
    const template = cached({}, { requiredParameters: ['query.page', 'header.x-tenant'] });
    expect(keyOf(template)).toEqual([
      ...['method.request.path.id', 'method.request.querystring.page', 'method.request.header.x-tenant'],
    ]);
  });

  describe('holds what the integration reads', () => {
    const reading =
      (source: string, cache: RouteCache = {}, authorization = jwt()) =>
      () =>
        templateOf((stack) => {
          const table = Table.fromTableName(stack, 'Table', 'orders');
          const key = { pk: 'path.id', sk: source };
          const integration = RouteIntegration.dynamoDb(table, { action: DynamoDbAction.GET_ITEM, key });
          const keyParameters = ['header.Authorization', ...(cache.keyParameters ?? [])];
          const options = { authorization, cache: { ...cache, keyParameters } };
          restApiIn(stack).addRoute('GET /products/{id}', integration, options);
        });
    const refusal = 'the integration of GET /products/{id} reads what its cache key has not';

    it.each([
      ['query.page', "add 'query.page' to keyParameters"],
      ['header.X-Tenant', "add 'header.X-Tenant' to keyParameters"],
      ['body.sku', 'no key holds a body: leave out cache'],
      ['context.identity.sourceIp', 'no key holds it: leave out cache'],
      ['context.identity.apiKeyId', 'no key holds it: leave out cache'],
    ])('or refuses %s', (source, remedy) => {
      expect(reading(source)).toThrow(`[Stack/Api/GET --products--{id}] ${refusal}, got "${source}"; ${remedy}`);
    });

    it.each([
      ['query.page', 'query.page'],
      ['header.X-Tenant', 'header.x-tenant'],
      ['path.id', 'query.any'],
      ['context.authorizer.principalId', 'query.any'],
      ['context.stage', 'query.any'],
      ['text', 'query.any'],
      ['context.identity.apiKeyId', 'header.x-api-key'],
    ])('such as %s with %s', (source, parameter) => {
      expect(reading(source, { keyParameters: [parameter] })).not.toThrow();
    });

    it('and not the caller beside an answer that is the same for all', () => {
      expect(reading('context.authorizer.principalId', { sameForAllCallers: true })).toThrow(
        `${refusal}, got "context.authorizer.principalId"; leave out sameForAllCallers`,
      );
    });
  });

  it('has a namespace of its own, lest HEAD is answered for GET', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack);
      ['GET /a', 'HEAD /a'].forEach((key) => api.addRoute(key, backend, { authorization: open, cache: {} }));
    });
    const namespaces = ['get', 'head'].map(
      (method) => operationOf(template, '/a', method)['x-amazon-apigateway-integration'].cacheNamespace,
    );
    expect(new Set(namespaces).size).toBe(2);
    expect(namespaces[0]).toMatch(/^[0-9a-f]{8}$/);
  });

  it('shows in the published contract what callers choose, and no credentials', () => {
    let contract: { paths?: Record<string, Record<string, { parameters: { name: string }[] }>> } = {};
    templateOf((stack) => {
      const cors = Cors.allowOrigins(['https://app.example.com']);
      const api = restApiIn(stack, { authorization: jwt(), cors });
      const names = ['header.Authorization', 'header.Accept-Language', 'query.page', 'header.X-Trace'];
      const requiredParameters = ['header.X-Trace'];
      api.addRoute('GET /a/{id}', backend, { cache: { keyParameters: names }, requiredParameters });
      contract = api.openApi;
    });
    const names = contract.paths?.['/a/{id}'].get.parameters.map(({ name }) => name);
    expect(names).toEqual(['id', 'X-Trace', 'Accept-Language', 'page']);
  });

  it.each([
    ['page', 'not a parameter of a cache key, got "page"; write "query.page" or "header.page"'],
    ['id', 'not a parameter of a cache key, got "id"; write "path.id"'],
    ['query.a b', 'not a parameter of a cache key, got "query.a b"; write "path.NAME", "query.NAME" or "header.NAME"'],
    ['cookie.session', 'not a parameter of a cache key, got "cookie.session"; write "path.NAME", "query.NAME" or'],
    ['path.sku', 'GET /products/{id} has no such path parameter, got "path.sku"; use "path.id"'],
    ['query.id', 'id stands twice in the cache key and parameters, got ["path.id","query.id"]; API Gateway takes'],
  ])('cannot hold %s', (parameter, message) => {
    expect(() => cached({ keyParameters: [parameter] })).toThrow(`[Stack/Api/GET --products--{id}] ${message}`);
  });

  it('holds every parameter, or refuses it with what to write, whatever it is', () => {
    const place = fc.constantFrom('path', 'query', 'header', 'cookie', '');
    const text = fc.oneof(
      fc.string(),
      fc.tuple(place, fc.string()).map((parts) => parts.join('.')),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), (keyParameters) => {
        try {
          for (const expression of keyOf(cached({ keyParameters })) as string[]) {
            expect(expression).toMatch(/^method\.request\.(path|querystring|header)\.[A-Za-z0-9._~$-]+$/);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError);
          expect(String(error)).toMatch(/^\[Stack\/Api\/GET --products--\{id\}\] .+, got .+; .+/s);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('takes names that are tokens', () => {
    const keyParameters = ['query', 'header', 'path'].map(
      (place) => `${place}.${Lazy.string({ produce: () => place })}`,
    );
    expect(keyOf(cached({ keyParameters }))).toEqual([
      'method.request.path.id',
      'method.request.querystring.query',
      'method.request.header.header',
      'method.request.path.path',
    ]);
  });

  it.each<[string, Partial<MeteredRestRouteOptions>, string]>([
    [
      'POST /a',
      {},
      'only GET, HEAD, OPTIONS can be cached: other methods change things, got "POST /a"; leave cache out',
    ],
    ['ANY /a', {}, 'got "ANY /a"; add "GET /a" and cache that'],
    ['GET /a', { body: { type: 'object' } }, 'no cache key holds the body of a request, got "GET /a"; leave out'],
  ])('cannot be that of %s with %j', (routeKey, options, message) => {
    expect(() => cached({}, options, {}, routeKey)).toThrow(message);
  });
});

describe('user pain 33: the caller in a cache key', () => {
  const add = (authorization: (stack: Stack) => Authorization, cache: RouteCache) =>
    withApi({}, (api: MeteredRestApi, stack) =>
      api.addRoute('GET /me', backend, { authorization: authorization(stack), cache }),
    );
  const refusal = '[Stack/Api/GET --me] GET /me is authorized, but its cache key does not tell callers apart';
  const remedy = 'or set sameForAllCallers: true if whoever is let in gets the same answers';
  const cognito = (stack: Stack) => {
    const userPool = new UserPool(stack, 'Users');
    return Authorization.cognito(userPool, { clients: [userPool.addClient('Client')] });
  };
  const lambda =
    (...identitySources: IdentitySource[]) =>
    (stack: Stack) =>
      Authorization.lambda(functionIn(stack), { identitySources });
  const { header, queryString, context, stageVariable } = IdentitySource;

  it.each<[string, (stack: Stack) => Authorization, string[]]>([
    ['a JWT', jwt, ['header.Authorization']],
    [
      'a JWT in the query string',
      () => Authorization.jwt({ issuer: 'https://id.example.com', audience: ['a'], identitySource: queryString('t') }),
      ['query.t'],
    ],
    ['a user pool', cognito, ['header.Authorization']],
    ['a function', (stack) => Authorization.lambda(functionIn(stack)), ['header.Authorization']],
    ['all it reads', lambda(header('X-A'), queryString('b'), stageVariable('s')), ['header.X-A', 'query.b']],
  ])('must be there for %s', (_, authorization, needed) => {
    const wanted = needed.map((one) => `'${one}'`).join(', ');
    expect(add(authorization, {})).toThrow(`${refusal}, got []; add ${wanted} to keyParameters, ${remedy}`);
    expect(add(authorization, { keyParameters: ['header.Other'] })).toThrow(refusal);
    expect(add(authorization, { keyParameters: needed.slice(1) })).toThrow(refusal);
    expect(add(authorization, { keyParameters: needed })).not.toThrow();
    expect(add(authorization, { sameForAllCallers: true })).not.toThrow();
  });

  it('is the same header in whatever case', () => {
    expect(add(jwt, { keyParameters: ['header.authorization'] })).not.toThrow();
    expect(add(jwt, { keyParameters: ['query.Authorization'] })).toThrow(refusal);
  });

  it('may be named by a token', () => {
    const name = Lazy.string({ produce: () => 'X-Session' });
    expect(add(lambda(header(name)), { keyParameters: [`header.${name}`] })).not.toThrow();
    expect(add(lambda(header(name)), { keyParameters: ['header.X-Session'] })).toThrow(refusal);
  });

  it.each<[string, (stack: Stack) => Authorization, string]>([
    ['a signature', () => Authorization.iam(), `signatures never repeat, got "iam"; set sameForAllCallers: true`],
    [
      'an address',
      lambda(header('X-A'), context('identity.sourceIp')),
      'got ["header.X-A","context.identity.sourceIp"]',
    ],
    ['nothing', lambda(), 'a key holds headers and query parameters only, got []'],
  ])('cannot be %s', (_, authorization, message) => {
    expect(add(authorization, { keyParameters: ['header.Authorization'] })).toThrow(message);
    expect(add(authorization, { sameForAllCallers: true })).not.toThrow();
  });
});

describe('grantInvalidateCache', () => {
  const granting = (cachedKeys: string[], ...routeKeys: string[]) =>
    templateOf((stack) => {
      const api = restApiIn(stack);
      api.addRoute('GET /never', backend);
      cachedKeys.forEach((key) => api.addRoute(key, backend, { cache: { sameForAllCallers: true } }));
      const grantee = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      api.grantInvalidateCache(grantee, ...routeKeys);
    });
  const statements = (template: Template) =>
    Object.values(propertiesOf(template, 'AWS::IAM::Policy')).flatMap(
      ({ PolicyDocument }) => (PolicyDocument as { Statement: { Action: string; Resource: unknown }[] }).Statement,
    );

  it('is for the cached routes, and for nothing but invalidating', () => {
    const given = statements(granting(['GET /a/{id}', 'GET /b']));
    expect(given.map(({ Action }) => Action)).toEqual(given.map(() => 'execute-api:InvalidateCache'));
    const text = JSON.stringify(given);
    expect(text).toContain('/prod/GET/a/*');
    expect(text).toContain('/prod/GET/b');
    expect(text).not.toContain('never');
  });

  it('is for those named', () => {
    const text = JSON.stringify(statements(granting(['GET /a', 'GET /b'], 'GET /b')));
    expect(text).toContain('/prod/GET/b');
    expect(text).not.toContain('/prod/GET/a');
  });

  it('is refused where nothing is cached', () => {
    const message =
      '[Stack/Api] no route is cached, so there is nothing to grant, got ["GET /never"]; add one with cache';
    expect(() => granting([])).toThrow(message);
    expect(() => granting(['GET /a'], 'GET /never')).toThrow(
      '[Stack/Api] not the keys of cached routes, got ["GET /never"]; use GET /a',
    );
  });
});
