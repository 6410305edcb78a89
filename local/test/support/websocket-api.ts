import { lambdaProxy, functionResource } from './template';

type Resources = Record<string, object>;

/** Replies with its own event. */
export const ECHO_EVENT = 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });';

/** Answers with what the message's `answer` says. */
export const OBEY_MESSAGE = 'exports.handler = async (event) => JSON.parse(event.body).answer;';

/** Answers with what the query string's `answer` says. */
export const OBEY_QUERY = 'exports.handler = async (event) => JSON.parse(event.queryStringParameters.answer);';

export interface WebSocketFixture {
  /** Route key to the logical id of a function, or to properties of an integration. */
  readonly routes: Readonly<Record<string, string | object>>;
  /** More properties of a route, by its key. */
  readonly routeProperties?: Readonly<Record<string, object>>;
  /** Keys of the routes that reply. */
  readonly replies?: readonly string[];
  readonly stages?: readonly object[];
  readonly api?: object;
  /** Logical id to inline code. */
  readonly functions?: Readonly<Record<string, string>>;
  /** Of all functions. */
  readonly environment?: object;
  readonly resources?: Resources;
}

/** A template with one WebSocket API, `Live`, stage `prod`, written as by hand. */
export function webSocketTemplate(fixture: WebSocketFixture): { Resources: Resources } {
  const { routes, functions = { Echo: ECHO_EVENT }, stages = [{ StageName: 'prod' }], replies = [] } = fixture;
  const ApiId = { Ref: 'Live' };
  const made: Resources = {
    Live: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'live',
        ProtocolType: 'WEBSOCKET',
        RouteSelectionExpression: '$request.body.action',
        ...fixture.api,
      },
    },
  };
  stages.forEach((stage, index) => {
    made[`Stage${index}`] = { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId, AutoDeploy: true, ...stage } };
  });
  for (const [logicalId, code] of Object.entries(functions)) {
    made[logicalId] = functionResource(
      code,
      fixture.environment && { Environment: { Variables: fixture.environment } },
    );
  }
  Object.entries(routes).forEach(([RouteKey, target], index) => {
    const integration = typeof target === 'string' ? lambdaProxy(target) : target;
    made[`Integration${index}`] = { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId, ...integration } };
    const isReplying = replies.includes(RouteKey);
    made[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId,
        RouteKey,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: `Integration${index}` }]] },
        ...(isReplying && { RouteResponseSelectionExpression: '$default' }),
        ...fixture.routeProperties?.[RouteKey],
      },
    };
    if (!isReplying) return;
    made[`RouteResponse${index}`] = {
      Type: 'AWS::ApiGatewayV2::RouteResponse',
      Properties: { ApiId, RouteId: { Ref: `Route${index}` }, RouteResponseKey: '$default' },
    };
  });
  return { Resources: { ...made, ...fixture.resources } };
}

/** Resources of a Lambda authorizer `Guard`; `routeProperties` of `$connect` name it. */
export function guard(identitySources?: readonly string[]): Resources {
  return {
    Guard: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Live' },
        Name: 'guard',
        AuthorizerType: 'REQUEST',
        AuthorizerUri: {
          'Fn::Sub':
            'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${GuardFunction.Arn}/invocations',
        },
        IdentitySource: identitySources,
      },
    },
  };
}

export const GUARDED = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Guard' } };

/** Integration responses of the first integration. */
export function responses(...all: object[]): Resources {
  return Object.fromEntries(
    all.map((properties, index) => [
      `Response${index}`,
      {
        Type: 'AWS::ApiGatewayV2::IntegrationResponse',
        Properties: { ApiId: { Ref: 'Live' }, IntegrationId: { Ref: 'Integration0' }, ...properties },
      },
    ]),
  );
}

/** A usage plan `free` of the stage `prod`, with one key in it. */
export function plan(properties: object = {}, stage: object = {}): Resources {
  return {
    Free: {
      Type: 'AWS::ApiGateway::UsagePlan',
      Properties: {
        UsagePlanName: 'free',
        ApiStages: [{ ApiId: { Ref: 'Live' }, Stage: 'prod', ...stage }],
        ...properties,
      },
    },
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Enabled: true, Name: 'ada', Value: KEY } },
    Link: {
      Type: 'AWS::ApiGateway::UsagePlanKey',
      Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Free' } },
    },
  };
}

export const KEY = 'a-key-of-twenty-characters-or-more';

export function mock(properties: object = {}): object {
  return {
    IntegrationType: 'MOCK',
    RequestTemplates: { '200': '{"statusCode":200}' },
    TemplateSelectionExpression: '200',
    ...properties,
  };
}
