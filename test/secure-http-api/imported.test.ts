import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Authorization, RouteIntegration, SecureHttpApi, SecureHttpApiAttributes } from '../../lib';
import { functionIn, jwt, propertiesOf, routeKeys, templateOf } from './api-under-test';

function withImported(attributes: Partial<SecureHttpApiAttributes>, routeKey: string): Template {
  return templateOf((stack) => {
    SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'a1', authorization: jwt(), ...attributes }).addRoute(
      routeKey,
      RouteIntegration.lambda(functionIn(stack)),
    );
  });
}

describe('an imported API', () => {
  it('keeps authorizers out of preflights, as if it had CORS', () => {
    expect(routeKeys(withImported({}, 'ANY /x'))).toHaveLength(6);
    expect(routeKeys(withImported({}, '$default'))).toEqual(['$default', 'OPTIONS /{proxy+}']);
  });

  it('that is known to have no CORS gets its routes as they are', () => {
    expect(routeKeys(withImported({ answersPreflights: false }, 'ANY /x'))).toEqual(['ANY /x']);
    expect(routeKeys(withImported({ answersPreflights: false }, '$default'))).toEqual(['$default']);
  });

  it('has the execute-api URL of its stage unless another is named', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1' } });
    const url = (id: string, attributes: Partial<SecureHttpApiAttributes>): unknown => {
      const given = { httpApiId: 'a1', authorization: jwt(), ...attributes };
      return stack.resolve(SecureHttpApi.fromAttributes(stack, id, given).url);
    };
    expect(url('Default', {})).toEqual({
      'Fn::Join': ['', ['https://a1.execute-api.eu-west-1.', { Ref: 'AWS::URLSuffix' }]],
    });
    expect(url('Named', { stageName: 'live' })).toEqual({
      'Fn::Join': ['', ['https://a1.execute-api.eu-west-1.', { Ref: 'AWS::URLSuffix' }, '/live']],
    });
    expect(url('Domain', { url: 'https://api.example.com' })).toBe('https://api.example.com');
  });

  it('cannot throttle: its stage is defined elsewhere', () => {
    const stack = new Stack();
    const api = SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'a1', authorization: jwt() });
    const throttle = { rateLimit: 1, burstLimit: 1 };
    expect(() => api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)), { throttle })).toThrow(
      'the stage of an imported API cannot throttle GET /x, got {"rateLimit":1,"burstLimit":1}; throttle where',
    );
  });

  it('lists and warns of public routes too', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'a1', authorization: jwt() });
    const route = api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)), {
      authorization: Authorization.none(),
    });
    expect([api.routes, api.publicRoutes]).toEqual([[route], ['GET /x']]);
    Annotations.fromStack(stack).hasWarning(`/${route.node.path}`, Match.stringLikeRegexp('GET /x answers anyone'));
  });

  it('lets only itself invoke the function', () => {
    const [permission] = Object.values(propertiesOf(withImported({}, 'GET /x'), 'AWS::Lambda::Permission'));
    expect(JSON.stringify(permission.SourceArn)).toContain(':a1/*"');
  });
});
