import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import * as fc from 'fast-check';
import { Authorization, Cors, RouteIntegration, SecureHttpApi, SecureHttpRouteOptions } from '../../lib';
import { apiIn, functionIn, jwt, propertiesOf, routeKeys, templateOf } from './api-under-test';

const cors = Cors.allowOrigins(['https://app.example.com']);
const throttle = { rateLimit: 5, burstLimit: 10 };

/** A template with these routes, added in this order. */
function withRoutes(keys: string[], options: Record<string, SecureHttpRouteOptions> = {}): Template {
  return templateOf((stack) => {
    const api = apiIn(stack, { cors });
    const integration = RouteIntegration.lambda(functionIn(stack));
    keys.forEach((key) => api.addRoute(key, integration, options[key]));
  });
}

function logicalIds(template: Template): Record<string, string> {
  const routes = propertiesOf(template, 'AWS::ApiGatewayV2::Route');
  return Object.fromEntries(Object.entries(routes).map(([id, { RouteKey }]) => [RouteKey as string, id]));
}

describe('routes', () => {
  it.each([
    ['GET /a/{id}', 'GET /a/{id}'],
    ['GET /a/{id}', 'GET /a/{order}'],
    ['ANY /a', 'ANY /a'],
    ['$default', '$default'],
  ])('%s and %s cannot both be', (first, second) => {
    expect(() => withRoutes([first, second])).toThrow(
      `the route exists already, got "${second}"; it matches the same requests as "${first}"; keep one of them`,
    );
  });

  it.each([[['ANY /a', 'GET /a']], [['GET /a', 'ANY /a']]])(
    'a method of its own comes before ANY: %j (H-4)',
    (keys) => {
      const template = withRoutes(keys, { 'GET /a': { throttle } });
      expect(routeKeys(template)).toEqual(['DELETE /a', 'GET /a', 'HEAD /a', 'PATCH /a', 'POST /a', 'PUT /a']);
      template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
        RouteSettings: { 'GET /a': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 } },
      });
    },
  );

  it('an ANY with parameters of other names gives way too', () => {
    const keys = routeKeys(withRoutes(['ANY /a/{id}', 'GET /a/{order}']));
    expect(keys.filter((key) => key.startsWith('GET'))).toEqual(['GET /a/{order}']);
    expect(keys).toHaveLength(6);
  });

  it('the order in which routes are added changes no logical id', () => {
    const keys = ['ANY /a', 'GET /a', 'POST /a/{id}', '$default', 'ANY /{proxy+}', 'GET /b'];
    const expected = logicalIds(withRoutes(keys));
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
        expect(logicalIds(withRoutes(shuffled))).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  it('a method taken out of ANY keeps its logical id, so that the change is an update', () => {
    expect(logicalIds(withRoutes(['ANY /a', 'GET /a']))['GET /a']).toBe(logicalIds(withRoutes(['ANY /a']))['GET /a']);
  });

  it('a route added later changes no other resource', () => {
    const before = withRoutes(['GET /a', 'POST /a']).toJSON() as { Resources: Record<string, unknown> };
    const after = withRoutes(['GET /a', 'GET /new', 'POST /a']).toJSON() as { Resources: Record<string, unknown> };
    expect(after.Resources).toMatchObject(before.Resources);
    expect(Object.keys(after.Resources).length - Object.keys(before.Resources).length).toBe(1);
  });

  it('a throttle on ANY is a throttle on each of its methods', () => {
    const template = withRoutes(['ANY /a'], { 'ANY /a': { throttle } });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const settings = (stage.Properties as { RouteSettings: object }).RouteSettings;
    expect(Object.keys(settings).sort()).toEqual(routeKeys(template));
    const routes = Object.keys(template.findResources('AWS::ApiGatewayV2::Route'));
    expect((stage.DependsOn as string[]).filter((id) => routes.includes(id)).sort()).toEqual(routes.sort());
  });

  it('may differ in what construct ids cannot tell apart', () => {
    const keys = [
      'GET /a-b',
      'GET /a--b',
      'GET /a---b',
      'GET /a/b',
      'GET /a//b'.replace('//', '/-/'),
      'ANY /x--y',
      'ANY /x/y',
    ];
    expect(routeKeys(withRoutes(keys))).toHaveLength(17);
  });

  it('a throttle of zero is refused, with the route not added', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack);
    const integration = RouteIntegration.lambda(functionIn(stack));
    const none = { throttle: { rateLimit: 0, burstLimit: 0 } };
    expect(() => api.addRoute('GET /a', integration, none)).toThrow('throttle.rateLimit must be above 0, got 0');
    expect(() => api.addRoute('GET /a', integration)).not.toThrow();
  });

  it('more than 300 are warned about once, each method of ANY counted (Q-2)', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack, { cors });
    const integration = RouteIntegration.lambda(functionIn(stack));
    const warnings = (): unknown[] =>
      Annotations.fromStack(stack).findWarning('/Stack/Api', Match.stringLikeRegexp('more than 300 routes'));
    for (let route = 0; route < 49; route++) {
      api.addRoute(`ANY /${route}`, integration);
    }
    for (const key of ['GET /a', 'GET /b', 'GET /c', 'GET /d', '$default', 'GET /e', 'GET /f']) {
      api.addRoute(key, integration);
    }
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Route'))).toHaveLength(302);
    expect(warnings()).toHaveLength(1);
  });
});

describe('grantInvoke', () => {
  function grants(routeKeys: string[], on: 'api' | 'imported' = 'api'): unknown {
    const template = templateOf((stack) => {
      const api =
        on === 'api'
          ? apiIn(stack, { stageName: 'live' })
          : SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'a1', authorization: jwt(), stageName: 'live' });
      const integration = RouteIntegration.lambda(functionIn(stack));
      const options = { authorization: Authorization.iam() };
      api.addRoute('GET /reports/{day}', integration, options);
      api.addRoute('POST /reports', integration, options);
      api.addRoute('GET /x', integration);
      const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      api.grantInvoke(role, ...routeKeys).assertSuccess();
    });
    const [policy] = Object.values(propertiesOf(template, 'AWS::IAM::Policy'));
    return JSON.stringify(policy.PolicyDocument).match(/\/live\/[^"]*/g);
  }

  it('allows the routes that are named, and nothing else', () => {
    expect(grants(['GET /reports/{day}'])).toEqual(['/live/GET/reports/*']);
  });

  it('allows every signed route where none is named', () => {
    expect(grants([])).toEqual(['/live/GET/reports/*', '/live/POST/reports']);
  });

  it('works on an imported API', () => {
    expect(grants(['POST /reports'], 'imported')).toEqual(['/live/POST/reports']);
  });

  it.each([
    ['GET /nothing', 'no such route, got "GET /nothing"; use one of GET /reports/{day}, POST /reports, GET /x'],
    ['GET /x', 'a grant has no effect on this route, got "jwt"; add the route with Authorization.iam()'],
  ])('refuses %s', (routeKey, message) => {
    expect(() => grants([routeKey])).toThrow(message);
  });

  it('refuses a route where there is none yet', () => {
    const stack = new Stack(new App(), 'Stack');
    const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    expect(() => apiIn(stack).grantInvoke(role, 'GET /nope')).toThrow(
      '[Stack/Api] no such route, got "GET /nope"; the API has no routes yet: add it with addRoute first',
    );
  });

  it('refuses to grant nothing', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = apiIn(stack);
    api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    expect(() => api.grantInvoke(role)).toThrow('no route has Authorization.iam()');
  });
});
