import { Duration, Fn, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ChannelRule, LambdaPayloadFormat, RouteIntegration } from '../../lib';
import { routeKeys, routeOf } from '../secure-http-api/api-under-test';
import { functionIn, idsOf, making, propertiesOf, templateWith } from './api-under-test';

const inlineFunction = (stack: Stack) => RouteIntegration.lambda(functionIn(stack));

describe('routes', () => {
  it('user pains 1 and 16: 20 routes on one function share one integration and one permission', () => {
    const before = templateWith({}, (_, stack) => void functionIn(stack));
    const after = templateWith({}, (api, stack) => {
      const fn = functionIn(stack);
      for (let index = 0; index < 20; index++) {
        api.addRoute(`route${index}`, RouteIntegration.lambda(fn), { reply: index % 2 === 0 });
      }
    });
    const added = (type: string): number => idsOf(after, type).length - idsOf(before, type).length;
    expect(added('AWS::ApiGatewayV2::Route')).toBe(20);
    expect(added('AWS::ApiGatewayV2::RouteResponse')).toBe(10);
    expect(added('AWS::ApiGatewayV2::Integration')).toBe(1);
    expect(added('AWS::Lambda::Permission')).toBe(1);
    const all = (template: typeof after): number => Object.keys(template.toJSON().Resources as object).length;
    expect(all(after) - all(before)).toBe(32);
  });

  it('user pain 16: the permission covers every route, $connect and authorizers', () => {
    const template = templateWith({}, (api, stack) => void api.addRoute('chat', inlineFunction(stack)));
    for (const permission of Object.values(propertiesOf(template, 'AWS::Lambda::Permission'))) {
      expect(JSON.stringify(permission.SourceArn)).toMatch(/:execute-api:.*"\/\*"/);
    }
  });

  it('user pain 31, W-23: `reply` makes the route response, and nothing else does', () => {
    const template = templateWith({}, (api, stack) => {
      api.addRoute('ask', inlineFunction(stack), { reply: true });
      api.addRoute('tell', RouteIntegration.lambda(functionIn(stack, 'Other')));
    });
    expect(routeOf(template, 'ask').RouteResponseSelectionExpression).toBe('$default');
    expect(routeOf(template, 'tell')).not.toHaveProperty('RouteResponseSelectionExpression');
    const [ask] = idsOf(template, 'AWS::ApiGatewayV2::Route', 'LiveRouteask');
    template.hasResourceProperties('AWS::ApiGatewayV2::RouteResponse', {
      RouteId: { Ref: ask },
      RouteResponseKey: '$default',
    });
  });

  it('are those of connections and a heartbeat by default, selected by `action` (W-17)', () => {
    const template = templateWith({});
    expect(routeKeys(template)).toEqual(['$connect', '$default', '$disconnect', 'ping']);
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.action',
    });
  });

  it('are those of channels too where there are rules', () => {
    expect(routeKeys(templateWith({ channels: [ChannelRule.open('news')] }))).toEqual(
      expect.arrayContaining(['subscribe', 'unsubscribe']),
    );
    expect(routeKeys(templateWith({ channels: [ChannelRule.open('news')] }))).not.toContain('presence');
    const template = templateWith({ channels: [ChannelRule.open('news'), ChannelRule.open('a', { presence: true })] });
    for (const action of ['subscribe', 'unsubscribe', 'presence']) {
      expect(routeOf(template, action).RouteResponseSelectionExpression).toBe('$default');
    }
  });

  it.each([
    ['Pong', '{"type":"pong"}'],
    [
      'UnknownAction',
      '{"type":"error","code":"unknown-action","message":"Send JSON whose \\"action\\" is one of this API.",' +
        '"connectionId":"$context.connectionId","requestId":"$context.requestId"}',
    ],
  ])('W-24: %s is answered without a function', (id, frame) => {
    const template = templateWith({});
    const [integration] = idsOf(template, 'AWS::ApiGatewayV2::Integration', `Live${id}`);
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Integration')[integration]).toMatchObject({
      IntegrationType: 'MOCK',
      RequestTemplates: { $default: '{"statusCode":200}' },
      TemplateSelectionExpression: '\\$default',
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::IntegrationResponse', {
      IntegrationId: { Ref: integration },
      IntegrationResponseKey: '$default',
      ResponseTemplates: { $default: frame },
      TemplateSelectionExpression: '\\$default',
    });
  });

  it('user pain 12: a route can be throttled, and the stage waits for that route', () => {
    const template = templateWith(
      { detailedMetrics: true, throttle: { rateLimit: 50, burstLimit: 60 } },
      (api, stack) => {
        api.addRoute('chat', inlineFunction(stack), { throttle: { rateLimit: 5, burstLimit: 10 } });
      },
    );
    const [route] = idsOf(template, 'AWS::ApiGatewayV2::Route', 'LiveRoutechat');
    template.hasResource('AWS::ApiGatewayV2::Stage', {
      Properties: {
        RouteSettings: {
          chat: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10, DetailedMetricsEnabled: true },
        },
        DefaultRouteSettings: {
          ThrottlingRateLimit: 50,
          ThrottlingBurstLimit: 60,
          DetailedMetricsEnabled: true,
        },
      },
      DependsOn: Match.arrayWith([route]),
    });
  });

  it('are all there before the stage deploys, with what mocks say', () => {
    const template = templateWith({}, (api) => {
      api.addRoute('version', RouteIntegration.mock({ body: { version: 1 } }), { reply: true });
    });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    expect(stage.DependsOn).toEqual(expect.arrayContaining(idsOf(template, 'AWS::ApiGatewayV2::Route')));
    const responses = idsOf(template, 'AWS::ApiGatewayV2::IntegrationResponse');
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    expect(responses).toHaveLength(3);
    for (const response of responses) {
      expect(routes.flatMap(({ DependsOn }) => (DependsOn as string[] | undefined) ?? [])).toContain(response);
    }
  });

  it.each([
    ['$connect', 'names with "$" are the service\'s, got "$connect"; use onConnected'],
    ['$disconnect', 'got "$disconnect"; use onDisconnected to be told when they end'],
    ['$default', 'got "$default"; leave it out'],
    ['$mine', 'got "$mine"; choose a name without it'],
    ['', 'the name of a route must have 1 to 128 characters, got ""'],
    ['x'.repeat(129), 'the name of a route must have 1 to 128 characters'],
    ['ping', 'the API keeps this route for itself, got "ping"; choose another name'],
    ['subscribe', 'the API keeps this route for itself, got "subscribe"'],
    ['presence', 'the API keeps this route for itself, got "presence"'],
    ['chat', 'the route exists already, got "chat"; keep one of them'],
    ['GET /x', 'routes of a WebSocket API have no method and path, got "GET /x"; write the `action` of the messages'],
    ['ANY /', 'routes of a WebSocket API have no method and path, got "ANY /"'],
    ['post /orders/{id}', 'routes of a WebSocket API have no method and path, got "post /orders/{id}"'],
  ])('W-19: %p is no name of a new route', (name, message) => {
    const add = making({}, (api, stack) => {
      api.addRoute('chat', inlineFunction(stack));
      api.addRoute(name, RouteIntegration.lambda(functionIn(stack, 'Other')));
    });
    expect(add).toThrow(message);
    expect(add).toThrow('[Stack/Live] ');
  });

  it('may have names that are known at deployment only, or look alike', () => {
    const template = templateWith({}, (api, stack) => {
      const integration = inlineFunction(stack);
      const known = ['connect', 'a/b', 'a--b', 'GET', 'get order', 'CALL /x'];
      [...known, Fn.importValue('Name')].forEach((name) => api.addRoute(name, integration));
      expect(api.routes.map(({ routeKey }) => routeKey).slice(0, 6)).toEqual(known);
    });
    expect(idsOf(template, 'AWS::ApiGatewayV2::Route')).toHaveLength(11);
  });

  it('are throttled by a name that is known', () => {
    const throttle = { rateLimit: 1, burstLimit: 1 };
    const add = making({}, (api, stack) => api.addRoute(Fn.importValue('Name'), inlineFunction(stack), { throttle }));
    expect(add).toThrow('the name of a throttled route must be known at synthesis');
  });

  it('are 300 at most (Q-15)', () => {
    const add = (count: number) =>
      making({}, (api, stack) => {
        const integration = inlineFunction(stack);
        Array.from({ length: count }, (_, index) => api.addRoute(`r${index}`, integration));
      });
    expect(add(296)).not.toThrow();
    expect(add(297)).toThrow('[Stack/Live] a WebSocket API has at most 300 routes, got "r296"; use a second API');
  });
});

describe('validation of messages (W-21)', () => {
  const schema = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };

  it('is one model for all routes with the same schema, in any order', () => {
    const template = templateWith({}, (api, stack) => {
      const integration = inlineFunction(stack);
      api.addRoute('a', integration, { schema });
      api.addRoute('b', integration, { schema: Object.fromEntries(Object.entries(schema).reverse()) });
      api.addRoute('c', integration);
    });
    const models = propertiesOf(template, 'AWS::ApiGatewayV2::Model');
    expect(Object.values(models)).toEqual([
      {
        ApiId: expect.anything() as unknown,
        ContentType: 'application/json',
        Name: expect.stringMatching(/^[A-Za-z0-9]+$/) as unknown,
        Schema: { $schema: 'http://json-schema.org/draft-04/schema#', ...schema },
      },
    ]);
    const [{ Name }] = Object.values(models);
    for (const key of ['a', 'b']) {
      expect(routeOf(template, key)).toMatchObject({
        ModelSelectionExpression: '\\$default',
        RequestModels: { $default: Name },
      });
    }
    expect(routeOf(template, 'c')).not.toHaveProperty('RequestModels');
    template.hasResource('AWS::ApiGatewayV2::Route', {
      Properties: { RouteKey: 'a' },
      DependsOn: Object.keys(models),
    });
  });

  it('refuses by name what the service does not enforce', () => {
    const add = making({}, (api, stack) =>
      api.addRoute('a', inlineFunction(stack), { schema: { type: 'object', properties: { at: { format: 'date' } } } }),
    );
    expect(add).toThrow('got "schema.properties.at.format"; use "pattern": API Gateway does not enforce formats');
    const empty = making({}, (api, stack) => api.addRoute('a', inlineFunction(stack), { schema: {} }));
    expect(empty).toThrow('schema must be a JSON schema');
  });
});

describe('integrations', () => {
  it('of functions wait as long as they are told (Q-16)', () => {
    const add =
      (seconds: number) => (api: Parameters<NonNullable<Parameters<typeof templateWith>[1]>>[0], stack: Stack) =>
        api.addRoute('a', RouteIntegration.lambda(functionIn(stack), { timeout: Duration.seconds(seconds) }));
    templateWith({}, (api, stack) => void add(29)(api, stack)).hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      TimeoutInMillis: 29_000,
      IntegrationUri: Match.objectLike({
        'Fn::Join': ['', Match.arrayWith([':lambda:path/2015-03-31/functions/', '/invocations'])],
      }),
    });
    expect(making({}, add(30))).toThrow(
      '[Stack/Live/Route a] timeout must be 50 milliseconds to 29 seconds, got "30 seconds"',
    );
  });

  it('call HTTP backends by POST unless told otherwise', () => {
    const template = templateWith({}, (api) => {
      api.addRoute('a', RouteIntegration.http('https://legacy.example.com/a'));
      api.addRoute('b', RouteIntegration.http('https://legacy.example.com/b', { method: HttpMethod.PUT }));
    });
    for (const [path, method] of Object.entries({ a: 'POST', b: 'PUT' })) {
      template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
        IntegrationType: 'HTTP_PROXY',
        IntegrationUri: `https://legacy.example.com/${path}`,
        IntegrationMethod: method,
      });
    }
  });

  it('of mocks say the same whatever the text has in it, and share a resource', () => {
    const template = templateWith({}, (api) => {
      const mock = (body: object) => RouteIntegration.mock({ body });
      api.addRoute('a', mock({ price: '$5 #1', at: 1 }), { reply: true });
      api.addRoute('b', mock({ at: 1, price: '$5 #1' }), { reply: true });
    });
    expect(idsOf(template, 'AWS::ApiGatewayV2::Integration', 'LiveMock')).toHaveLength(1);
    template.hasResourceProperties('AWS::ApiGatewayV2::IntegrationResponse', {
      ResponseTemplates: { $default: '{"at":1,"price":"\\u00245 \\u00231"}' },
    });
  });

  const mapping = new ParameterMapping();

  it.each([
    ['mock without reply', RouteIntegration.mock({ body: 1 }), false, 'add { reply: true } to the route'],
    ['mock without a body', RouteIntegration.mock(), true, 'the mock has no body to send'],
    ['mock with a status', RouteIntegration.mock({ body: 1, statusCode: 200 }), true, 'statusCode means nothing'],
    ['mock with headers', RouteIntegration.mock({ body: 1, headers: { a: 'b' } }), true, 'headers means nothing'],
    [
      'http with mapping',
      RouteIntegration.http('https://a.example.com', { requestMapping: mapping }),
      true,
      'requestMapping',
    ],
    [
      'http with parameters',
      RouteIntegration.http('https://a.example.com/{id}'),
      true,
      'a message has no path parameters',
    ],
    [
      'http by any method',
      RouteIntegration.http('https://a.example.com', { method: HttpMethod.ANY }),
      true,
      'has no method',
    ],
    ['no URL', RouteIntegration.http('a.example.com'), true, 'not an http or https URL'],
  ])('refuse a %s', (_, integration, reply, message) => {
    const add = making({}, (api) => api.addRoute('a', integration, { reply }));
    expect(add).toThrow(message);
    expect(add).toThrow('[Stack/Live/Route a] ');
  });

  it('refuse a payload format, and kinds there are not', () => {
    const format = making({}, (api, stack) =>
      api.addRoute('a', RouteIntegration.lambda(functionIn(stack), { payloadFormat: LambdaPayloadFormat.V2_0 })),
    );
    expect(format).toThrow('payloadFormat means nothing to a WebSocket API');
    const queue = making({}, (api, stack) => api.addRoute('a', RouteIntegration.sqs(new Queue(stack, 'Queue'))));
    expect(queue).toThrow(
      '[Stack/Live/Route a] a WebSocket API has no sqs integration here, got "sqs"; ' +
        'let a function do it: RouteIntegration.lambda(fn)',
    );
  });
});
