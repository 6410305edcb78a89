type Resources = Record<string, object>;

/** Answers with its own event. */
export const ECHO = 'exports.handler = async (event) => event;';

/** Answers with what the request's body says. */
export const OBEY = 'exports.handler = async (event) => JSON.parse(event.body);';

export interface ApiFixture {
  /** Route key to the logical id of a function, or to properties of an integration. */
  readonly routes: Readonly<Record<string, string | object>>;
  /** More properties of a route, by its key. */
  readonly routeProperties?: Readonly<Record<string, object>>;
  readonly payloadFormat?: '1.0' | '2.0';
  readonly cors?: object;
  readonly stages?: readonly object[];
  readonly api?: object;
  /** Logical id to inline code. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly resources?: Resources;
}

/** A template with one HTTP API, `Api`, written as by hand. */
export function apiTemplate(fixture: ApiFixture): { Resources: Resources } {
  const { routes, functions = { Echo: ECHO }, stages = [{ StageName: '$default' }], resources = {} } = fixture;
  const apiId = { Ref: 'Api' };
  const made: Resources = {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'shop', ProtocolType: 'HTTP', CorsConfiguration: fixture.cors, ...fixture.api },
    },
  };
  stages.forEach((stage, index) => {
    made[`Stage${index}`] = {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: apiId, AutoDeploy: true, ...stage },
    };
  });
  for (const [logicalId, code] of Object.entries(functions)) made[logicalId] = functionResource(code);
  Object.entries(routes).forEach(([routeKey, target], index) => {
    made[`Integration${index}`] = {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: apiId,
        ...(typeof target === 'string' ? lambdaProxy(target, fixture.payloadFormat) : target),
      },
    };
    made[`Route${index}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: apiId,
        RouteKey: routeKey,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: `Integration${index}` }]] },
        ...fixture.routeProperties?.[routeKey],
      },
    };
  });
  return { Resources: { ...made, ...resources } };
}

export function lambdaProxy(functionId: string, payloadFormat = '2.0'): object {
  return {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
    PayloadFormatVersion: payloadFormat,
  };
}

export function functionResource(code: string, properties: object = {}): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: code }, ...properties },
  };
}
