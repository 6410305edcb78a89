import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
import { apiIn, functionIn, jwt, propertiesOf, routeKeys, routeOf, templateOf } from './api-under-test';

const cors = Cors.allowOrigins(['https://app.example.com'], { credentials: true });

describe('what users of API Gateway with the CDK suffer from', () => {
  it('user pain 1: the policy of a function does not grow with the routes', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      const api = apiIn(stack);
      for (let route = 0; route < 30; route++) {
        api.addRoute(`GET /r${route}`, RouteIntegration.lambda(fn));
      }
      api.addRoute('$default', RouteIntegration.lambda(fn));
    });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    // rule H-80: `{api}/*` covers routes and $default
    expect(JSON.stringify(propertiesOf(template, 'AWS::Lambda::Permission'))).toMatch(/\{"Ref":"Api[^"]*"\},"\/\*"\]/);
  });

  it.each(['ANY /x', 'ANY /{proxy+}', '$default'])(
    'user pain 2: no route made of %s puts an authorizer before a preflight',
    (routeKey) => {
      const template = templateOf((stack) => {
        apiIn(stack, { cors }).addRoute(routeKey, RouteIntegration.lambda(functionIn(stack)));
      });
      const guarded = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Route')).filter(
        ({ AuthorizationType }) => AuthorizationType !== 'NONE',
      );
      const takesOptions = guarded
        .map(({ RouteKey }) => RouteKey as string)
        .filter((key) => /^(ANY|OPTIONS) /.test(key));
      expect(guarded.length).toBeGreaterThan(0);
      expect(takesOptions).toEqual([]);
    },
  );

  it('user pain 2: $default has a public OPTIONS route above it, which does not call the function of the user', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { cors }).addRoute('$default', RouteIntegration.lambda(functionIn(stack)));
    });
    const preflight = routeOf(template, 'OPTIONS /{proxy+}');
    expect(preflight.AuthorizationType).toBe('NONE');
    expect(preflight.Target).not.toEqual(routeOf(template, '$default').Target);
  });

  it('user pain 8: 300 routes on one function are at most 310 resources', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      const api = apiIn(stack, { cors });
      for (let route = 0; route < 300; route++) {
        api.addRoute(`GET /things/${route}/{id}`, RouteIntegration.lambda(fn));
      }
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 300);
    expect(Object.keys(template.toJSON().Resources as object).length).toBeLessThanOrEqual(310);
  });

  it('user pain 10: a function of another stack makes no cyclic reference', () => {
    const app = new App();
    const functions = new Stack(app, 'Functions');
    const apis = new Stack(app, 'Apis');
    const fn = functionIn(functions);
    const api = apiIn(apis, { authorization: Authorization.lambda(functionIn(functions, 'Authorizer')) });
    api.addRoute('GET /x', RouteIntegration.lambda(fn));
    expect(() => app.synth()).not.toThrow();
    Template.fromStack(apis).resourceCountIs('AWS::Lambda::Permission', 2);
    Template.fromStack(functions).resourceCountIs('AWS::Lambda::Permission', 0);
  });

  it('user pain 11: the access log is on, and JSON, without being asked for', () => {
    const template = templateOf((stack) => {
      apiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    });
    const [stage] = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Stage'));
    const { Format } = stage.AccessLogSettings as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  it('user pain 12: a route can be throttled, and the stage waits for that route', () => {
    const template = templateOf((stack) => {
      apiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)), {
        throttle: { rateLimit: 5, burstLimit: 10 },
      });
    });
    const [route] = Object.keys(template.findResources('AWS::ApiGatewayV2::Route'));
    template.hasResource('AWS::ApiGatewayV2::Stage', {
      Properties: { RouteSettings: { 'GET /x': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 } } },
      DependsOn: Match.arrayWith([route]),
    });
  });

  it('user pain 21: an authorizer is attached and has a name of its own, without a line of the user', () => {
    const template = templateOf((stack) => {
      const fn = functionIn(stack);
      const api = apiIn(stack);
      api.addRoute('GET /a', RouteIntegration.lambda(fn));
      api.addRoute('GET /b', RouteIntegration.lambda(fn), { authorization: Authorization.lambda(fn) });
      api.addRoute('GET /c', RouteIntegration.lambda(fn), {
        authorization: Authorization.lambda(functionIn(stack, 'Other')),
      });
    });
    const authorizers = propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer');
    expect(new Set(Object.values(authorizers).map(({ Name }) => Name)).size).toBe(3);
    const attached = ['GET /a', 'GET /b', 'GET /c'].map((key) => routeOf(template, key).AuthorizerId);
    expect(attached.map((ref) => (ref as { Ref: string }).Ref).sort()).toEqual(Object.keys(authorizers).sort());
  });

  it('user pain 22: a public route has no scopes, even where the authorization has some', () => {
    const template = templateOf((stack) => {
      const authorization = Authorization.jwt({ issuer: 'https://id.example.com', audience: ['a'], scopes: ['read'] });
      const api = apiIn(stack, { authorization, cors });
      api.addRoute('$default', RouteIntegration.lambda(functionIn(stack)));
      api.addRoute('GET /health', RouteIntegration.lambda(functionIn(stack, 'Health')), {
        authorization: Authorization.none(),
      });
    });
    expect(routeOf(template, '$default').AuthorizationScopes).toEqual(['read']);
    for (const publicRoute of ['GET /health', 'OPTIONS /{proxy+}']) {
      expect(routeOf(template, publicRoute)).toMatchObject({ AuthorizationType: 'NONE' });
      expect(routeOf(template, publicRoute)).not.toHaveProperty('AuthorizationScopes');
    }
  });

  it('user pain 23: an imported API takes routes, with an authorizer and a permission of their own', () => {
    const template = templateOf((stack) => {
      const api = SecureHttpApi.fromAttributes(stack, 'Api', { httpApiId: 'abc123', authorization: jwt() });
      api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    });
    expect(routeOf(template, 'GET /x')).toMatchObject({ ApiId: 'abc123', AuthorizationType: 'JWT' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', { ApiId: 'abc123' });
    template.resourceCountIs('AWS::Lambda::Permission', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 0);
  });

  it('user pains 27 and 28: one domain model, of several segments, and the execute-api endpoint is off', () => {
    const template = templateOf((stack) => {
      const certificate = Certificate.fromCertificateArn(
        stack,
        'Certificate',
        'arn:aws:acm:eu-west-1:111122223333:certificate/a',
      );
      const api = apiIn(stack, {
        customDomain: { domainName: 'api.example.com', certificate, basePath: 'orders/v1' },
      });
      api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
      expect(api.url).toBe('https://api.example.com/orders/v1');
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { ApiMappingKey: 'orders/v1' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
  });

  it('user pain 30: alarms watch the metrics that this API and stage emit', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { stageName: 'live' }).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
    });
    const text = JSON.stringify(propertiesOf(template, 'AWS::CloudWatch::Alarm'));
    const [apiId] = Object.keys(template.findResources('AWS::ApiGatewayV2::Api'));
    const dimensions = [...text.matchAll(/"Dimensions":(\[.*?\}\])/g)].map(([, json]) => JSON.parse(json) as unknown);
    expect(dimensions).toHaveLength(3);
    for (const pair of dimensions) {
      expect(pair).toEqual([
        { Name: 'ApiId', Value: { Ref: apiId } },
        { Name: 'Stage', Value: 'live' },
      ]);
    }
    expect(text).not.toMatch(/5XXError|4XXError|"ApiName"/);
  });

  it('user pain 32: an AWS service answers a route of the same API, in one line', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack);
      api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
      api.addRoute('POST /x', RouteIntegration.sqs(new Queue(stack, 'Queue')));
    });
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationSubtype: 'SQS-SendMessage' });
  });
});

describe('traps of the L2 constructs', () => {
  it('ANY with JWT and CORS leaves OPTIONS to the API', () => {
    const template = templateOf((stack) => {
      apiIn(stack, { cors }).addRoute('ANY /x', RouteIntegration.lambda(functionIn(stack)));
    });
    expect(routeKeys(template)).toEqual(['DELETE /x', 'GET /x', 'HEAD /x', 'PATCH /x', 'POST /x', 'PUT /x']);
  });

  it('one authorization in two APIs makes an authorizer in each', () => {
    const authorization = jwt();
    const template = templateOf((stack) => {
      for (const id of ['One', 'Two']) {
        apiIn(stack, { authorization }, id).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack, `${id}Fn`)));
      }
    });
    const owners = Object.values(propertiesOf(template, 'AWS::ApiGatewayV2::Authorizer')).map(({ ApiId }) => ApiId);
    expect(owners).toHaveLength(2);
    expect(owners[0]).not.toEqual(owners[1]);
  });

  it('two APIs of the same id in two stacks have different names', () => {
    const names = ['Test', 'Live'].map((id) => {
      const stack = new Stack(new App(), id);
      apiIn(stack).addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
      return Object.values(propertiesOf(Template.fromStack(stack), 'AWS::ApiGatewayV2::Api'))[0].Name;
    });
    expect(names[0]).not.toEqual(names[1]);
  });

  it('feature flags of the app change nothing', () => {
    const rendered = [
      {},
      { '@aws-cdk/aws-iam:minimizePolicies': true, '@aws-cdk/core:target-partitions': ['aws'] },
    ].map((context) => {
      const stack = new Stack(new App({ context }), 'Stack');
      const api = apiIn(stack, { cors });
      api.addRoute('$default', RouteIntegration.sqs(Queue.fromQueueArn(stack, 'Q', 'arn:aws:sqs:eu-west-1:1:q')));
      return Template.fromStack(stack).toJSON() as unknown;
    });
    expect(rendered[0]).toEqual(rendered[1]);
  });
});
