import { App, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Authorization,
  Cors,
  IdentitySource,
  JwtAuthorizationOptions,
  MeteredRestApi,
  RouteIntegration,
} from '../../lib';
import { functionIn, jwt, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { bodyOf, restApiIn, withApi } from './rest-api-under-test';

const backend = RouteIntegration.http('https://backend.example.com');
const cors = Cors.allowOrigins(['https://app.example.com']);

describe('deny by default', () => {
  it('a route inherits the authorization of the API, written on its own operation (C-30)', () => {
    const template = templateOf((stack) => restApiIn(stack).addRoute('GET /a', backend));
    const { get } = bodyOf(template).paths['/a'];
    expect(get.security).toEqual([]);
    expect(get['x-amazon-apigateway-auth']).toEqual({ type: 'AWS_IAM' });
  });

  it('an API whose own authorization is none() gives its routes nothing to inherit (ADR 0001)', () => {
    const add = withApi({ authorization: Authorization.none() }, (api) => api.addRoute('GET /a', backend));
    expect(add).toThrow('[Stack/Api] the route has no authorization and there is none to inherit from the API');
  });

  it('public routes are listed and warned about; a key does not change that', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = restApiIn(stack, { tiers: { free: {} } });
    api.addRoute('GET /a', backend);
    api.addRoute('GET /b', backend, { authorization: Authorization.none() });
    api.addRoute('GET /c', backend, { authorization: Authorization.none(), apiKeyRequired: false });
    api.addApiKey('Acme', { tier: 'free' });
    expect(api.publicRoutes).toEqual(['GET /b', 'GET /c']);
    const warnings = Annotations.fromStack(stack).findWarning(
      '*',
      Match.stringLikeRegexp('MeteredRestApi.publicRoute'),
    );
    expect(warnings.map(({ entry }) => String(entry.data).split(';')[0])).toEqual([
      'GET /b answers anyone who has an API key, which is no proof of who it is',
      'GET /c answers anyone',
    ]);
    expect(bodyOf(Template.fromStack(stack)).paths['/c'].get.security).toEqual([]);
  });

  it('user pain 2: no preflight meets an authorizer or a key', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack, { authorization: jwt(), cors, tiers: { free: {} } });
      ['ANY /a', 'GET /b', 'ANY /c/{id}', 'GET /files/{path+}', 'ANY /{rest+}'].forEach((key) =>
        api.addRoute(key, backend),
      );
      api.addApiKey('Acme', { tier: 'free' });
    });
    const { paths } = bodyOf(template);
    const preflights = Object.entries(paths).filter(([, item]) => 'options' in item);
    expect(preflights.map(([path]) => path)).toEqual(['/', '/a', '/c/{id}', '/files/{path+}', '/{rest+}']);
    for (const [, { options }] of preflights) {
      expect(options.security).toEqual([]);
      expect(options['x-amazon-apigateway-integration']).toMatchObject({ type: 'mock' });
    }
  });

  it('beside a variable at the root, where nothing greedy can be, each path has its own preflight (R-4)', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack, { cors });
      ['GET /{tenant}/a', 'GET /b'].forEach((key) => api.addRoute(key, backend));
    });
    const { paths } = bodyOf(template);
    expect(Object.keys(paths)).toEqual(['/b', '/{tenant}/a']);
    expect(Object.values(paths).every((item) => 'options' in item)).toBe(true);
  });

  it('an OPTIONS route would take the preflights', () => {
    const add = withApi({ cors }, (api) =>
      api.addRoute('OPTIONS /a', backend, { authorization: Authorization.none() }),
    );
    expect(add).toThrow(
      '[Stack/Api] the route would take the preflights, got ["OPTIONS /a","none"]; leave the route out',
    );
    expect(withApi({}, (api) => api.addRoute('OPTIONS /a', backend))).not.toThrow();
  });

  it('a method added to the L2 construct is an error: it would be public, and gone with the next import (C-31)', () => {
    const app = new App();
    const api = restApiIn(new Stack(app, 'Stack'));
    api.addRoute('GET /a', backend);
    api.restApi.root.addResource('admin').addMethod('GET');
    expect(() => app.synth()).toThrow(
      '[Stack/Api] Stack/Api/Api/Default/admin/GET/Resource stands outside the OpenAPI body: the next import would remove',
    );
  });

  it('a gateway response added to the L2 construct is an error: the next import removes it (C-31)', () => {
    const app = new App();
    const api = restApiIn(new Stack(app, 'Stack'));
    api.addRoute('GET /a', backend);
    api.restApi.addGatewayResponse('Mine', { type: ResponseType.DEFAULT_4XX });
    expect(() => app.synth()).toThrow(
      '[Stack/Api] Stack/Api/Api/Mine/Resource stands outside the OpenAPI body: the next import would remove it',
    );
  });

  it('an audience that is known at deployment alone is refused', () => {
    const audience = Fn.split(',', Fn.importValue('Audiences'));
    const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience });
    expect(withApi({ authorization }, (api) => api.addRoute('GET /a', backend))).toThrow(
      '[Authorization.jwt] for a REST API the list of audiences must be known at synthesis',
    );
    const one = Authorization.jwt({ issuer: 'https://id.example.com', audience: [Fn.importValue('Audience')] });
    expect(withApi({ authorization: one }, (api) => api.addRoute('GET /a', backend))).not.toThrow();
  });

  it('an API without routes is an error at synthesis', () => {
    const app = new App();
    restApiIn(new Stack(app, 'Stack'));
    expect(() => app.synth()).toThrow('[Stack/Api] the API has no routes; add one with addRoute');
  });
});

describe('a path', () => {
  it.each([
    ['GET /a+b', 'a REST API does not take this path, got "GET /a+b"; use letters'],
    ['$default', 'a REST API has no such route, got "$default"; add "ANY /" and "ANY /{proxy+}"'],
    ['GET /a/', 'a REST API does not tell a slash at the end of a path, got "GET /a/"; write "GET /a"'],
    ['GET /a~b', 'a REST API does not take this path, got "GET /a~b"; use letters, digits and _-.,:'],
    ['GET /a/:id', 'a path parameter is a name in braces, got "GET /a/:id"; write {id}'],
    ['GET /a/<id>', 'a path parameter is a name in braces, got "GET /a/<id>"; write {id}'],
  ])('%s is refused (C-28, R-7)', (routeKey, message) => {
    expect(withApi({}, (api) => api.addRoute(routeKey, backend))).toThrow(`[Stack/Api] ${message}`);
  });

  it.each([
    ['GET /a/{id}', 'GET /a/{order}/x', '{order}', 'at "/a" the API has {id} already'],
    ['GET /{id}', 'GET /{proxy+}', '{proxy+}', 'at "/" the API has {id} already'],
    ['GET /a/{path+}', 'GET /a/{id}', '{id}', 'at "/a" the API has {path+} already'],
  ])('%s and %s cannot both be (R-4)', (first, second, segment, remedy) => {
    const add = withApi({}, (api) => [first, second].forEach((key) => api.addRoute(key, backend)));
    expect(add).toThrow(`the path has another variable, ${segment}, got "${second}"; ${remedy}`);
  });

  it.each([
    ['GET /a', 'GET /a'],
    ['GET /a/{id}', 'GET /a/{id}'],
  ])('%s stands once', (first, second) => {
    const add = withApi({}, (api) => [first, second].forEach((key) => api.addRoute(key, backend)));
    expect(add).toThrow('[Stack/Api] the route exists already');
  });

  it('may have its own method beside ANY (R-6)', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack);
      ['ANY /a', 'GET /a'].forEach((key) => api.addRoute(key, backend));
    });
    expect(Object.keys(bodyOf(template).paths['/a'])).toEqual(['get', 'x-amazon-apigateway-any-method']);
  });
});

const authorizersIn = (template: Template): number =>
  Object.keys(
    template.findResources('AWS::Lambda::Function', {
      Properties: { Environment: { Variables: { JWT_AUTHORIZER: Match.anyValue() } } },
    }),
  ).length;

describe('an authorization on a REST API', () => {
  function schemesOf(authorization: (stack: Stack) => Authorization, scopes?: string[]) {
    const template = templateOf((stack) => {
      restApiIn(stack, { authorization: authorization(stack) }).addRoute('GET /a', backend, { scopes });
    });
    return Object.values(bodyOf(template).components.securitySchemes);
  }

  it('by JWT is the shipped authorizer, cached for a minute by the token (R-57, R-60)', () => {
    expect(schemesOf(jwt)).toEqual([
      {
        type: 'apiKey',
        in: 'header',
        name: 'Unused',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          authorizerUri: { 'Fn::Sub': expect.stringMatching(/functions\/\$\{ApiJwt\w+\.Arn\}\/invocations$/) },
          authorizerResultTtlInSeconds: 60,
          identitySource: 'method.request.header.Authorization',
        },
      },
    ]);
  });

  it('by JWT keeps its function and log, whatever the cache time, the scopes and a default that is spelled out', () => {
    const idsWith = (...options: Partial<JwtAuthorizationOptions>[]) => {
      const template = templateOf((stack) => {
        const api = restApiIn(stack);
        options.forEach((one, index) => {
          const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['orders'], ...one });
          api.addRoute(`GET /${index}`, backend, { authorization });
        });
      });
      return Object.keys(template.findResources('AWS::Lambda::Function')).filter((id) => id.includes('Jwt'));
    };
    const plain = idsWith({});
    const identitySource = IdentitySource.header('Authorization');
    expect(idsWith({ scopes: ['a'] })).toEqual(plain);
    expect(idsWith({ resultsCacheTtl: Duration.minutes(2) })).toEqual(plain);
    expect(idsWith({ identitySource, resultsCacheTtl: Duration.minutes(1) }, {})).toEqual(plain);
    expect(idsWith({ issuer: 'https://other.example.com' })).not.toEqual(plain);
    const both = idsWith({}, { resultsCacheTtl: Duration.minutes(2) });
    expect(both).toHaveLength(2);
    expect(both).toEqual(expect.arrayContaining(plain));
  });

  it('by JWT has a second authorizer, without a cache, for routes that no cached verdict could speak of', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack, { authorization: jwt() });
      api.addRoute('GET /orders/{id}', backend, { scopes: ['orders'] });
      api.addRoute('GET /orders/{id}/refunds', backend, { scopes: ['refunds'] });
      api.addRoute('GET /me', backend);
    });
    const { paths, components } = bodyOf(template);
    const ttlOf = (path: string) => {
      const [name] = Object.keys(paths[path].get.security[0]);
      const authorizer = components.securitySchemes[name]['x-amazon-apigateway-authorizer'] as Record<string, unknown>;
      return authorizer.authorizerResultTtlInSeconds;
    };
    expect([ttlOf('/orders/{id}'), ttlOf('/orders/{id}/refunds'), ttlOf('/me')].sort()).toEqual([0, 60, 60]);
    expect(authorizersIn(template)).toBe(1);
  });

  it.each([
    ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc', true],
    ['https://id.example.com', false],
    ['https://cognito-idp.eu-west-1.amazonaws.com.evil.io/pool', false],
  ])('by JWT of %s tells access and id tokens apart: %s', (issuer, isCognito) => {
    const template = templateOf((stack) => {
      const authorization = Authorization.jwt({ issuer, audience: ['client'] });
      restApiIn(stack, { authorization }).addRoute('GET /a', backend);
    });
    const settings = JSON.stringify(propertiesOf(template, 'AWS::Lambda::Function'));
    expect(settings.includes('\\"tokenUse\\":\\"cognito\\"')).toBe(isCognito);
  });

  it('by JWT is one function a value, and one for each different one', () => {
    const template = templateOf((stack) => {
      const shared = jwt();
      for (const id of ['One', 'Two']) {
        restApiIn(stack, { authorization: shared }, id).addRoute('GET /a', backend);
      }
      const other = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['b'] });
      restApiIn(stack, { authorization: shared }, 'Three').addRoute('GET /a', backend, { authorization: other });
    });
    expect(authorizersIn(template)).toBe(3);
  });

  it('by function is a REQUEST authorizer (C-11)', () => {
    const [scheme] = schemesOf((stack) =>
      Authorization.lambda(functionIn(stack), {
        identitySources: [IdentitySource.header('X-Key'), IdentitySource.queryString('tenant')],
      }),
    );
    expect(scheme['x-amazon-apigateway-authorizer']).toMatchObject({
      type: 'request',
      authorizerResultTtlInSeconds: 0,
      identitySource: 'method.request.header.X-Key, method.request.querystring.tenant',
    });
  });

  it('by function keeps a verdict for the route and method it is about (R-60)', () => {
    const [scheme] = schemesOf((stack) =>
      Authorization.lambda(functionIn(stack), {
        identitySources: [IdentitySource.header('X-Key'), IdentitySource.context('httpMethod')],
        resultsCacheTtl: Duration.minutes(5),
      }),
    );
    expect(scheme['x-amazon-apigateway-authorizer']).toMatchObject({
      authorizerResultTtlInSeconds: 300,
      identitySource: 'method.request.header.X-Key, context.httpMethod, context.resourcePath',
    });
  });

  it.each([
    ['ANY /x', false],
    ['GET /x/{id}', true],
  ])('by function warns of a verdict for many paths of %s: %s', (routeKey, warns) => {
    const stack = new Stack(new App(), 'Stack');
    const authorization = Authorization.lambda(functionIn(stack), { resultsCacheTtl: Duration.minutes(5) });
    restApiIn(stack, { authorization }).addRoute(routeKey, backend);
    const text = "IdentitySource.context('path') where the function looks at it";
    const found = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Authorization.cachedVerdict'));
    expect(found.map(({ entry }) => String(entry.data).includes(text))).toEqual(warns ? [true] : []);
  });
});

describe('grantInvoke', () => {
  const statementOf = (use: (api: MeteredRestApi, role: Role) => unknown) => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack, { stageName: 'live' });
      ['GET /reports/{day}', 'POST /reports'].forEach((key) => api.addRoute(key, backend));
      api.addRoute('GET /open', backend, { authorization: Authorization.none() });
      use(api, new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
    });
    return JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy')).match(/\/live\/[^"]*/g);
  };

  it('allows the routes that are named, or all that are signed', () => {
    expect(statementOf((api, role) => api.grantInvoke(role, 'POST /reports'))).toEqual(['/live/POST/reports']);
    expect(statementOf((api, role) => api.grantInvoke(role))).toEqual(['/live/GET/reports/*', '/live/POST/reports']);
  });

  it.each<[string, (api: MeteredRestApi, fn: IFunction) => unknown]>([
    ['all', (api, fn) => api.grantInvoke(fn)],
    ['one', (api, fn) => api.routes[0].grantInvoke(fn)],
    ['cached answers', (api, fn) => api.grantInvalidateCache(fn)],
  ])('lets functions that the API calls do so, without a circle: %s', (_, grant) => {
    const template = templateOf((stack) => {
      const [fn, api] = [functionIn(stack), restApiIn(stack)];
      api.addRoute('GET /a', RouteIntegration.lambda(fn), { cache: { sameForAllCallers: true } });
      grant(api, fn);
      grant(api, fn);
    });
    expect(JSON.stringify(propertiesOf(template, 'AWS::IAM::Policy'))).toContain('/prod/GET/a');
  });

  it.each([
    [true, 0],
    [false, 1],
  ])(
    'of a function in another stack, which the API calls: %s, stands where nothing makes a circle',
    (calls, policies) => {
      const app = new App();
      const [theirs, ours] = [new Stack(app, 'Theirs'), new Stack(app, 'Ours')];
      const [fn, api] = [functionIn(theirs), restApiIn(ours)];
      api.addRoute('GET /a', calls ? RouteIntegration.lambda(fn) : backend);
      api.grantInvoke(fn);
      expect(Object.keys(Template.fromStack(theirs).findResources('AWS::IAM::Policy'))).toHaveLength(policies);
    },
  );

  it.each([
    ['GET /x', 'no such route, got "GET /x"; use one of GET /reports/{day}, POST /reports, GET /open'],
    ['GET /open', 'a grant has no effect on this route, got "none"; add the route with Authorization.iam()'],
  ])('refuses %s', (routeKey, message) => {
    expect(() => statementOf((api, role) => api.grantInvoke(role, routeKey))).toThrow(message);
  });
});

it('a grant to call a route of an API that has none yet says so', () => {
  const grant = withApi({}, (api, stack) => api.grantInvoke(functionIn(stack), 'GET /nope'));
  expect(grant).toThrow(
    '[Stack/Api] no such route, got "GET /nope"; the API has no routes yet: add it with addRoute first',
  );
});

it('a URL that is a token passes', () => {
  const url = Lazy.string({ produce: () => 'not a url' });
  expect(withApi({}, (api) => api.addRoute('GET /a', RouteIntegration.http(url)))).not.toThrow();
});
