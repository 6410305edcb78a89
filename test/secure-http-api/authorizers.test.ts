import { App, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Authorization, Cors } from '../../lib';
import { apiIn, functionIn, jwt, propertiesOf, routeOf, templateOf } from './api-under-test';
import { add, AUTHORIZER, jwtWith, templateFor } from './authorization-fixtures';
import { logicalIdOf } from './fixtures';

describe('an authorization by signature, or none', () => {
  it.each([
    ['AWS_IAM', Authorization.iam()],
    ['NONE', Authorization.none()],
  ])('is %s, without an authorizer', (type, authorization) => {
    const template = templateOf((stack) => {
      add(apiIn(stack, { authorization: Authorization.iam() }), 'GET /x', { authorization });
    });
    template.resourceCountIs(AUTHORIZER, 0);
    expect(routeOf(template, 'GET /x').AuthorizationType).toBe(type);
    expect(routeOf(template, 'GET /x').AuthorizerId).toBeUndefined();
  });
});

describe('authorizers of an API', () => {
  it('one JWT authorizer reused in two APIs is an authorizer in each', () => {
    const template = templateOf((stack) => {
      const authorization = jwt();
      for (const id of ['One', 'Other']) {
        add(apiIn(stack, { authorization }, id), `GET /${id}`);
      }
    });
    const authorizers = propertiesOf(template, AUTHORIZER);
    expect(new Set(Object.values(authorizers).map(({ ApiId }) => JSON.stringify(ApiId))).size).toBe(2);
    for (const id of ['One', 'Other']) {
      const { ApiId, AuthorizerId } = routeOf(template, `GET /${id}`);
      expect(authorizers[(AuthorizerId as { Ref: string }).Ref].ApiId).toEqual(ApiId);
    }
  });

  it('user pain 21: are one for the same authorization and have names of their own', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack);
      add(api, 'GET /same', { authorization: jwt() });
      add(api, 'GET /a', { authorization: jwtWith({ audience: ['a'] }) });
      add(api, 'GET /b', { authorization: jwtWith({ audience: ['b'] }) });
    });
    const names = Object.values(propertiesOf(template, AUTHORIZER)).map(({ Name }) => Name);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    expect(routeOf(template, 'GET /same').AuthorizerId).not.toEqual(routeOf(template, 'GET /a').AuthorizerId);
  });

  it('differ by what a token stands for', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack, { authorization: jwtWith({ issuer: Fn.importValue('A') }) });
      add(api, 'GET /a');
      add(api, 'GET /b', { authorization: jwtWith({ issuer: Fn.importValue('B') }) });
    });
    template.resourceCountIs(AUTHORIZER, 2);
  });

  it('differ for functions of two stacks, whatever they are called', () => {
    const app = new App();
    const frontend = new Stack(app, 'Frontend');
    const authorizationIn = (id: string) => Authorization.lambda(functionIn(new Stack(app, id)));
    const api = apiIn(frontend, { authorization: authorizationIn('Staff') });
    add(api, 'GET /staff');
    add(api, 'GET /customers', { authorization: authorizationIn('Customers') });
    Template.fromStack(frontend).resourceCountIs(AUTHORIZER, 2);
  });

  it('user pain 10: stand in the stack of the API, with a function of another', () => {
    const app = new App();
    const other = new Stack(app, 'Other');
    const frontend = new Stack(app, 'Frontend');
    add(apiIn(frontend, { authorization: Authorization.lambda(functionIn(other)) }), 'GET /x');
    Template.fromStack(frontend).resourceCountIs('AWS::Lambda::Permission', 1);
    Template.fromStack(other).resourceCountIs('AWS::Lambda::Permission', 0);
    expect(other.dependencies).toEqual([]);
  });

  it('are warned of past the quota of 10', () => {
    const annotationsWith = (count: number) => {
      const stack = new Stack(new App(), 'Stack');
      const api = apiIn(stack, { authorization: Authorization.iam() });
      for (let index = 0; index < count; index++) {
        add(api, `GET /${index}`, { authorization: jwtWith({ audience: [`a${index}`] }) });
      }
      return Annotations.fromStack(stack);
    };
    const WARNING = Match.stringLikeRegexp('more than 10 authorizers in one API');
    annotationsWith(10).hasNoWarning('*', WARNING);
    annotationsWith(11).hasWarning('/Stack/Api', WARNING);
  });

  it('keep their place when the authorization of the API changes', () => {
    const idWith = (audience: string) =>
      logicalIdOf(
        templateFor(() => jwtWith({ audience: [audience] })),
        AUTHORIZER,
      );
    expect(idWith('a')).toBe(idWith('b'));
  });
});

describe('scopes of a route', () => {
  const scopesOf = (authorization: Authorization, scopes?: string[]) => {
    const template = templateOf((stack) =>
      add(apiIn(stack, { authorization: jwt() }), 'GET /x', { authorization, scopes }),
    );
    return routeOf(template, 'GET /x').AuthorizationScopes;
  };
  const scoped = jwtWith({ scopes: ['read'] });
  const many = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

  it.each([
    ['none where nothing asks for any', jwt(), undefined, undefined],
    ['those of its authorization', scoped, undefined, ['read']],
    ['its own in their place', scoped, ['write'], ['write']],
    ['up to 10', jwt(), many(10), many(10)],
  ])('are %s', (_, authorization, own, expected) => {
    expect(scopesOf(authorization, own)).toEqual(expected);
  });

  it('are those of a Cognito authorization', () => {
    const template = templateFor((stack) => {
      const pool = new UserPool(stack, 'Pool');
      return Authorization.cognito(pool, { clients: [pool.addClient('Web')], scopes: ['read'] });
    });
    expect(routeOf(template, 'GET /x').AuthorizationScopes).toEqual(['read']);
  });

  it('may be a list that is a token', () => {
    const scopes = Fn.split(',', Fn.importValue('Scopes'));
    expect(scopesOf(jwt(), scopes)).toEqual({ 'Fn::Split': [',', { 'Fn::ImportValue': 'Scopes' }] });
  });

  it('cannot be an empty list, which reads like none and like those of the authorization', () => {
    expect(() => scopesOf(scoped, [])).toThrow(
      "[Stack/Api] GET /x has an empty list of scopes, got []; leave them out to demand the authorization's",
    );
  });

  it('cannot be more than 10', () => {
    expect(() => scopesOf(jwt(), many(11))).toThrow(
      '[Stack/Api] GET /x has more than 10 scopes, got 11; one of them is enough for a caller: name fewer',
    );
  });

  it.each([
    ['none', () => Authorization.none()],
    ['iam', () => Authorization.iam()],
    ['lambda', () => Authorization.lambda(functionIn(new Stack()))],
  ])('user pain 22: are refused where the authorization is %s', (kind, authorization) => {
    expect(() => scopesOf(authorization(), ['read'])).toThrow(
      `[Stack/Api] GET /x has scopes, which its authorization (${kind}) does not know, got ["read"]; leave scopes out`,
    );
  });

  it('user pain 22: are not inherited by public routes, nor by preflights', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack, { authorization: scoped, cors: Cors.allowOrigins(['https://app.example.com']) });
      add(api, '$default');
      add(api, 'GET /health', { authorization: Authorization.none(), scopes: [] });
    });
    expect(routeOf(template, '$default').AuthorizationScopes).toEqual(['read']);
    for (const open of ['GET /health', 'OPTIONS /{proxy+}']) {
      expect(routeOf(template, open)).toMatchObject({ AuthorizationType: 'NONE' });
      expect(routeOf(template, open)).not.toHaveProperty('AuthorizationScopes');
    }
  });
});
