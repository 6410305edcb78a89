import { serveTemplate } from '../support/gateway';
import { apiTemplate, lambdaProxy } from '../support/template';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const authorizer = (properties: object) => ({
  Auth: { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: { Ref: 'Api' }, ...properties } },
});
const jwt = (audience: string[]) =>
  authorizer({
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: 'https://id.example.com', Audience: audience },
  });
const request = (ttl: number) =>
  authorizer({
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    AuthorizerUri: { 'Fn::GetAtt': ['Echo', 'Arn'] },
    IdentitySource: ['$request.header.Authorization'],
    AuthorizerResultTtlInSeconds: ttl,
  });
const variables = (StageVariables: object) => ({ stages: [{ StageName: '$default', StageVariables }] });
const scoped = (count: number) => ({
  resources: jwt(['a']),
  routeProperties: {
    'GET /a': { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Auth' }, AuthorizationScopes: numbered(count) },
  },
});
const timed = (TimeoutInMillis: number) => ({ routes: { 'GET /a': { ...lambdaProxy('Echo'), TimeoutInMillis } } });
const cors = (MaxAge: number) => ({ cors: { AllowOrigins: ['https://a.example'], MaxAge } });
const served = (fixture: object) => serveTemplate(apiTemplate({ routes: { 'GET /a': 'Echo' }, ...fixture }));

describe('what AWS refuses to deploy', () => {
  it.each([
    ['H-48: a max age over a day', cors(86_401), /CorsConfiguration\.MaxAge.*must be -1 to 86400, got 86401/],
    ['H-48: a max age below -1', cors(-2), /CorsConfiguration\.MaxAge.*must be -1 to 86400/],
    ['H-64: answers kept for more than an hour', { resources: request(3_601) }, /must be 0 to 3600, got 3601/],
    ['Q-2: 301 integrations', { routes: Object.fromEntries(numbered(301).map((n) => [`GET /${n}`, 'Echo'])) }, /300/],
    ['Q-3: a time-out over 30 s', timed(30_001), /TimeoutInMillis.*must be 50 to 30000, got 30001/],
    ['Q-3: a time-out below 50 ms', timed(49), /TimeoutInMillis.*must be 50 to 30000, got 49/],
    ['Q-4: 51 audiences', { resources: jwt(numbered(51)) }, /JwtConfiguration\.Audience.*50 at most, got 51/],
    ['Q-4: 11 scopes', scoped(11), /AuthorizationScopes.*10 at most, got 11/],
    [
      'Q-4: 101 stage variables',
      variables(Object.fromEntries(numbered(101).map((n) => [n, n]))),
      /StageVariables.*100 at most, got 101/,
    ],
    ['Q-4: the name of a stage variable', variables({ 'a-b': '' }), /StageVariables\.a-b.*up to 64 letters/],
    ['Q-4: a long stage variable', variables({ a: 'x'.repeat(513) }), /StageVariables\.a.*512 characters, got 513/],
  ])('%s', async (_, fixture, message) => {
    await expect(served(fixture)).rejects.toThrow(message);
  });
});

it.each([
  ['H-48: the longest and shortest max age', cors(86_400)],
  ['H-48: no caching of preflights', cors(-1)],
  ['H-64: an hour', { resources: request(3_600) }],
  ['Q-3: 30 s', timed(30_000)],
  ['Q-4: 50 audiences', { resources: jwt(numbered(50)) }],
  ['Q-4: 10 scopes', scoped(10)],
  ['Q-4: 512 characters', variables({ ['n'.repeat(64)]: 'x'.repeat(512) })],
])('%s is served', async (_, fixture) => {
  const { close } = await served(fixture);
  await close();
});
