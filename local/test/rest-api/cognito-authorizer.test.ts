import { DevelopmentIssuer, startDevelopmentIssuer } from '../../src';
import { TestClock } from '../support/gateway';
import { RunningRestApi, serveRestApi } from '../support/rest-api';

const POOL = 'us-east-1_Pool';
const ISSUER = `https://cognito-idp.us-east-1.amazonaws.com/${POOL}`;

let api: RunningRestApi;
let issuer: DevelopmentIssuer;
const clock = new TestClock();
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER, clock });
  const scheme = (more = {}) => ({
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'cognito_user_pools',
    'x-amazon-apigateway-authorizer': {
      type: 'cognito_user_pools',
      providerARNs: [`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${POOL}`],
      ...more,
    },
  });
  api = await serveRestApi(
    {
      body: ({ calls }) => ({
        'x-amazon-apigateway-policy': {
          Statement: ['id', 'scoped', 'client'].map((path) => ({
            Effect: 'Allow',
            Principal: '*',
            Action: 'execute-api:Invoke',
            Resource: `execute-api:/*/GET/${path}`,
          })),
        },
        components: {
          securitySchemes: { Pool: scheme(), Client: scheme({ identityValidationExpression: 'client-[0-9]' }) },
        },
        paths: {
          '/id': { get: calls('Echo', { security: [{ Pool: [] }] }) },
          '/unlisted': { get: calls('Echo', { security: [{ Pool: [] }] }) },
          '/scoped': { get: calls('Echo', { security: [{ Pool: ['orders/read', 'orders/write'] }] }) },
          '/client': { get: calls('Echo', { security: [{ Client: [] }] }) },
        },
      }),
    },
    { clock, issuers: { [ISSUER]: issuer.url } },
  );
});
afterAll(() => Promise.all([api.close(), issuer.close()]));

const get = async (path: string, claims: object, prefix = 'Bearer ') => {
  const token = await issuer.issue({ sub: 'ada', ...claims });
  return api.call(path, { headers: { authorization: prefix + token } });
};

it.each(['Bearer ', ''])('R-64: an ID token, with the prefix "%s"', async (prefix) => {
  expect((await get('/id', { token_use: 'id', audience: 'client-1' }, prefix)).status).toBe(200);
});

it('R-66: claims are texts', async () => {
  const answer = await get('/id', { token_use: 'id', 'cognito:groups': ['a', 'b'], email_verified: true });
  expect(JSON.parse(answer.body).requestContext.authorizer).toEqual({
    claims: expect.objectContaining({
      sub: 'ada',
      'cognito:groups': 'a,b',
      email_verified: 'true',
      iat: 'Thu Jan 15 12:30:45 UTC 2026',
    }),
  });
});

it('R-65: with scopes an access token that has one of them', async () => {
  expect((await get('/scoped', { token_use: 'access', scope: 'openid orders/read' })).status).toBe(200);
});

it.each<[string, string, object]>([
  ['R-65: an access token where an ID token is expected', '/id', { token_use: 'access' }],
  ['R-65: an ID token where an access token is expected', '/scoped', { token_use: 'id', scope: 'orders/read' }],
  ['R-65 (assumed): no scope that is wanted', '/scoped', { token_use: 'access', scope: 'orders/delete' }],
  [
    'R-65: another pool',
    '/id',
    { token_use: 'id', iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other' },
  ],
  ['R-64: an audience that does not match', '/client', { token_use: 'id', audience: 'client-10' }],
])('%s is a 401', async (_, path, claims) => {
  const { status, body } = await get(path, claims);
  expect([status, body]).toEqual([401, '{"message":"Unauthorized"}']);
});

it('R-65: no token, or something else', async () => {
  expect((await api.call('/id')).status).toBe(401);
  expect((await api.call('/id', { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
});

it('R-64: an audience that matches', async () => {
  expect((await get('/client', { token_use: 'id', audience: 'client-1' })).status).toBe(200);
});

it('R-47: an expired token is told so', async () => {
  const { status, body, headers } = await get('/id', { token_use: 'id', expiresInSeconds: -1 });
  expect([status, body]).toEqual([401, '{"message":"The incoming token has expired"}']);
  expect(headers['x-amzn-errortype']).toBe('UnauthorizedException');
});

it('R-62: the resource policy has to allow it, too', async () => {
  const { status, body } = await get('/unlisted', { token_use: 'id' });
  expect([status, JSON.parse(body).Message]).toEqual([
    403,
    expect.stringMatching(/^User: anonymous is not authorized/),
  ]);
  expect((await api.call('/unlisted')).status).toBe(401);
});
