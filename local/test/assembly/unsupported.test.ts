import { UnsupportedError } from '../../src';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, ApiFixture, functionResource, lambdaProxy } from '../support/template';

const REST_API = { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Bucket: 'b', Key: 'k' } } };

let open: RunningFixture | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function serve(fixture: Partial<ApiFixture>, ignore: string[] = []): Promise<RunningFixture> {
  open = await serveTemplate(apiTemplate({ routes: { 'GET /a': 'Echo' }, ...fixture }), { ignore });
  return open;
}

const refusalOf = (fixture: Partial<ApiFixture>): Promise<UnsupportedError> =>
  serve(fixture).then(
    () => {
      throw new Error('expected a refusal');
    },
    (error: UnsupportedError) => error,
  );

const integration = (properties: object): Partial<ApiFixture> => ({ routes: { 'GET /a': properties } });
const route = (properties: object): Partial<ApiFixture> => ({ routeProperties: { 'GET /a': properties } });
const functionWith = (properties: object): Partial<ApiFixture> => ({
  functions: {},
  resources: { Echo: functionResource('', properties) },
});

it.each<[string, Partial<ApiFixture>, string, string | undefined]>([
  [
    'a service integration',
    integration({ IntegrationType: 'AWS_PROXY', IntegrationSubtype: 'Kinesis-PutRecord' }),
    'Integration0',
    'IntegrationSubtype',
  ],
  [
    'a VPC link',
    integration({ IntegrationType: 'HTTP_PROXY', ConnectionType: 'VPC_LINK', ConnectionId: 'x' }),
    'Integration0',
    'ConnectionType',
  ],
  ['a property nobody knows', integration({ ...lambdaProxy('Echo'), NewIn2030: 1 }), 'Integration0', 'NewIn2030'],
  [
    'H-24: no payload format',
    integration({ IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Echo', 'Arn'] } }),
    'Integration0',
    'PayloadFormatVersion',
  ],
  [
    'a time-out over 30 s',
    integration({ ...lambdaProxy('Echo'), TimeoutInMillis: 30_001 }),
    'Integration0',
    'TimeoutInMillis',
  ],
  [
    'a function of elsewhere',
    integration({ ...lambdaProxy('Echo'), IntegrationUri: 'arn:aws:lambda:eu-west-1:1:function:x' }),
    'Route0',
    'Target',
  ],
  ['an authorizer that is not there', route({ AuthorizationType: 'JWT', AuthorizerId: 'x' }), 'Route0', 'AuthorizerId'],
  ['an authorization nobody knows', route({ AuthorizationType: 'MAGIC' }), 'Route0', 'AuthorizationType'],
  ['an OpenAPI body in S3', { api: { BodyS3Location: {} } }, 'Api', 'BodyS3Location'],
  ['an API of another protocol', { api: { ProtocolType: 'GRPC' } }, 'Api', 'ProtocolType'],
  [
    'H-48: credentials for every origin',
    { cors: { AllowOrigins: ['*'], AllowCredentials: true } },
    'Api',
    'CorsConfiguration.AllowCredentials',
  ],
  ['a route key that is none', { routes: { 'GET a': 'Echo' } }, 'Route0', 'RouteKey'],
  ['H-5: a greedy variable in the middle', { routes: { 'GET /{a+}/b': 'Echo' } }, 'Route0', 'RouteKey'],
  ['a REST API whose body is in S3', { resources: { Rest: REST_API } }, 'Rest', 'BodyS3Location'],
  ['a runtime that is not run', functionWith({ Runtime: 'java21' }), 'Echo', 'Runtime'],
  ['a container image', functionWith({ PackageType: 'Image' }), 'Echo', 'PackageType'],
  ['layers', functionWith({ Layers: ['arn'] }), 'Echo', 'Layers'],
  ['code of elsewhere', functionWith({ Code: { S3Bucket: 'b', S3Key: 'k' } }), 'Echo', 'Code'],
  [
    'a variable that only AWS knows',
    functionWith({ Environment: { Variables: { URL: { 'Fn::GetAtt': ['Echo', 'Nope'] } } } }),
    'Echo',
    'Environment.Variables',
  ],
])('%s is refused by name', async (_, fixture, logicalId, property) => {
  const { name, unsupported, message } = await refusalOf(fixture);
  expect(name).toBe('UnsupportedError');
  expect(unsupported).toContainEqual(expect.objectContaining({ stack: 'Shop', logicalId, property }));
  expect(message).toContain('--ignore');
});

it('everything is named at once', async () => {
  const { unsupported, message } = await refusalOf({
    routes: { 'GET /a': { IntegrationType: 'MOCK' }, 'GET /b': { IntegrationType: 'MOCK' } },
  });
  expect(unsupported.map(({ logicalId }) => logicalId)).toEqual(['Integration0', 'Integration1']);
  expect(message).toContain('All of them: --ignore Shop/Integration0 --ignore Shop/Integration1');
});

it('to leave out the API itself is not proposed for the faults of its parts', async () => {
  const { message } = await refusalOf({
    api: { BodyS3Location: {} },
    routes: { 'GET /a': { IntegrationType: 'MOCK' } },
  });
  expect(message).not.toContain('All of them');
});

it('functions and parameters that no API needs may be of any kind', async () => {
  const { gateway } = await serve({
    resources: { Custom: functionResource('', { Runtime: 'ruby3.4', Layers: ['arn'] }) },
  });
  expect(gateway.apis).toHaveLength(1);
});

describe('ignore', () => {
  it('leaves an API out', async () => {
    const { gateway } = await serve({ api: { BodyS3Location: {} } }, ['Api']);
    expect(gateway.apis).toEqual([]);
  });

  it.each(['Integration0', 'Jwt', 'Echo'])(
    'a route that needs the ignored %s goes on matching, and fails closed',
    async (ignored) => {
      const jwt = {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: 'https://id.example.com', Audience: ['a'] },
        },
      };
      const { gateway } = await serve(
        {
          routes: { 'GET /a': 'Echo', $default: 'Public' },
          routeProperties: { 'GET /a': { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } } },
          functions: { Echo: '', Public: 'exports.handler = async () => "public";' },
          resources: { Jwt: jwt },
        },
        [ignored],
      );
      expect((await call(gateway.url('Api'), '/a')).status).toBe(500);
      expect((await call(gateway.url('Api'), '/b')).body).toBe('public');
    },
  );

  it('of nothing is a mistake', async () => {
    await expect(serve({}, ['Misspelt'])).rejects.toThrow('--ignore Misspelt');
  });
});

it('a resource whose condition does not hold is not there', async () => {
  const template = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      ...apiTemplate({ routes: { 'GET /a': 'Echo' } }).Resources,
      Rest: { ...REST_API, Condition: 'Never' },
    },
  };
  open = await serveTemplate(template);
  expect(open.gateway.apis).toHaveLength(1);
});

it('H-9: a disabled execute-api endpoint is served, and a note says so', async () => {
  const { gateway } = await serve({ api: { DisableExecuteApiEndpoint: true } });
  expect(gateway.notes).toEqual([
    expect.objectContaining({ logicalId: 'Api', text: expect.stringContaining('execute-api endpoint is disabled') }),
  ]);
});

it('an API without a stage and a custom domain are notes, no refusals', async () => {
  const mapping = { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ApiId: { Ref: 'Api' } } };
  const { gateway } = await serve({ stages: [], resources: { Mapping: mapping } });
  expect(gateway.notes.map(({ logicalId, text }) => `${logicalId} ${text}`)).toEqual([
    'Mapping custom domains are not emulated: call the API on its own port',
    'Api has no stage, so it is not served',
  ]);
});

it('quick create: Target makes a route, an integration and the $default stage', async () => {
  open = await serveTemplate({
    Resources: {
      Api: {
        Type: 'AWS::ApiGatewayV2::Api',
        Properties: { Name: 'quick', ProtocolType: 'HTTP', Target: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
      },
      Fn: functionResource('exports.handler = async ({ version }) => version;'),
    },
  });
  expect((await call(open.gateway.url('quick'), '/x')).body).toBe('2.0');
});
