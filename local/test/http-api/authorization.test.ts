import aws4 from 'aws4';
import { defaultCredentials, DevelopmentIssuer, startDevelopmentIssuer } from '../../src';
import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, lambdaProxy } from '../support/template';

const ISSUER = 'https://id.example.com';
const AUTHORIZER_CODE = `exports.handler = async ({ headers, type }) => ({
  isAuthorized: headers.authorization === 'letmein', context: { tenant: 'acme', level: 3, type },
});`;

let issuer: DevelopmentIssuer;
let running: RunningFixture;
let url: string;
beforeAll(async () => {
  issuer = await startDevelopmentIssuer({ issuer: ISSUER });
  const jwt = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } };
  const custom = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Custom' } };
  const template = apiTemplate({
    routes: {
      'GET /jwt': 'Echo',
      'GET /scoped': 'Echo',
      'GET /jwt-1.0': lambdaProxy('Echo10', '1.0'),
      'GET /custom': 'Echo',
      'GET /custom-1.0': lambdaProxy('Echo10', '1.0'),
      'GET /iam': 'Echo',
      'GET /iam-1.0': lambdaProxy('Echo10', '1.0'),
    },
    routeProperties: {
      'GET /jwt': jwt,
      'GET /scoped': { ...jwt, AuthorizationScopes: ['orders:read'] },
      'GET /jwt-1.0': jwt,
      'GET /custom': custom,
      'GET /custom-1.0': custom,
      'GET /iam': { AuthorizationType: 'AWS_IAM' },
      'GET /iam-1.0': { AuthorizationType: 'AWS_IAM' },
    },
    functions: {
      Echo: 'exports.handler = async (event) => event;',
      Echo10: 'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });',
      Guard: AUTHORIZER_CODE,
    },
    resources: {
      Jwt: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: ISSUER, Audience: ['orders'] },
        },
      },
      Custom: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId: { Ref: 'Api' },
          AuthorizerType: 'REQUEST',
          AuthorizerPayloadFormatVersion: '2.0',
          EnableSimpleResponses: true,
          IdentitySource: ['$request.header.Authorization'],
          AuthorizerUri: {
            'Fn::Sub':
              'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Guard.Arn}/invocations',
          },
        },
      },
    },
  });
  running = await serveTemplate(template, { issuers: { [ISSUER]: issuer.url } });
  url = running.gateway.url('Api');
});
afterAll(() => Promise.all([running.close(), issuer.close()]));

const bearer = async (claims: object = {}) => {
  const token = await issuer.issue({ sub: 'ada', audience: 'orders', ...claims });
  return { headers: { authorization: `Bearer ${token}` } };
};

it('H-17, H-61: the claims of a JWT reach the function', async () => {
  const { requestContext } = await eventOf(url, '/scoped', await bearer({ scope: 'orders:read' }));
  expect(requestContext).toMatchObject({ authorizer: { jwt: { claims: { sub: 'ada' }, scopes: ['orders:read'] } } });
});

it('H-23: in format 1.0 they are claims and scopes', async () => {
  const { requestContext } = await eventOf(url, '/jwt-1.0', await bearer());
  expect(requestContext).toMatchObject({ authorizer: { claims: { sub: 'ada' }, scopes: null } });
});

it('H-35, H-51: no token', async () => {
  const answer = await call(url, '/jwt');
  expect(answer).toMatchObject({ status: 401, body: '{"message":"Unauthorized"}' });
  expect(answer.headers['www-authenticate']).toBe('Bearer');
});

it('H-36, H-58: a token without the scope', async () => {
  const answer = await call(url, '/scoped', await bearer({ scope: 'orders:write' }));
  expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
});

it('H-70: the context of a Lambda authorizer reaches the function under lambda', async () => {
  const { requestContext } = await eventOf(url, '/custom', { headers: { authorization: 'letmein' } });
  expect(requestContext).toMatchObject({ authorizer: { lambda: { tenant: 'acme', level: 3, type: 'REQUEST' } } });
});

it('H-70: in format 1.0 it lies flat', async () => {
  const { requestContext } = await eventOf(url, '/custom-1.0', { headers: { authorization: 'letmein' } });
  expect(requestContext).toMatchObject({ authorizer: { tenant: 'acme', level: 3 } });
});

it('H-68, H-63: a Lambda authorizer says no, or is not even asked', async () => {
  expect((await call(url, '/custom', { headers: { authorization: 'no' } })).status).toBe(403);
  expect((await call(url, '/custom')).status).toBe(401);
});

it('H-72, H-17: a signature with the development credentials', async () => {
  const { host } = new URL(url);
  const sign = (path: string) =>
    aws4.sign({ host, path, service: 'execute-api', region: 'us-east-1' }, defaultCredentials).headers as Record<
      string,
      string
    >;
  const event = await eventOf(url, '/iam', { headers: sign('/iam') });
  expect(event.requestContext).toMatchObject({ authorizer: { iam: { accessKey: defaultCredentials.accessKeyId } } });
  const event10 = await eventOf(url, '/iam-1.0', { headers: sign('/iam-1.0') });
  expect(event10.requestContext).toMatchObject({ identity: { accessKey: defaultCredentials.accessKeyId } });
  expect((await call(url, '/iam', { headers: sign('/other') })).status).toBe(403);
});

it('neither the record nor its details hold a credential', async () => {
  const { headers } = await bearer();
  await call(url, '/jwt?token=hidden', { headers });
  const record = JSON.stringify(running.gateway.requests.at(-1));
  expect(record).toContain('ada');
  expect(record).not.toContain(headers.authorization.slice(-20));
  expect(record).not.toContain('hidden');
});
