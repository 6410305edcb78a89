import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import aws4 from 'aws4';
import { defaultCredentials, DevelopmentIssuer, startDevelopmentIssuer } from '../../src';
import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { ECHO, functionResource } from '../support/template';

const ISSUER = 'https://id.example.com';
const APP = 'https://app.example.com';
const GUARD = 'exports.handler = async ({ headers }) => ({ isAuthorized: headers["x-key"] === "letmein" });';

const uriOf = (functionId: string) => ({
  'Fn::Sub':
    'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${' +
    `${functionId}.Arn}/invocations`,
});
const lambda = (more: object = {}) => ({
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: uriOf('Echo'),
    payloadFormatVersion: '2.0',
    ...more,
  },
});
const template = (body: object, properties: object = {}, resources: object = {}) => ({
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: body, ...properties } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
    Echo: functionResource(ECHO),
    Guard: functionResource(GUARD),
    ...resources,
  },
});

const documentFor = (backendUrl: string) => ({
  openapi: '3.0.1',
  info: { title: 'pets', version: '1' },
  security: [{ guarded: [] }],
  paths: {
    '/pets/{id}': { get: { ...lambda(), security: [] }, parameters: [] },
    '/any': { 'x-amazon-apigateway-any-method': { ...lambda({ payloadFormatVersion: 2 }), security: [] } },
    '/shared': {
      get: {
        'x-amazon-apigateway-integration': { $ref: '#/components/x-amazon-apigateway-integrations/echo' },
        security: [],
      },
    },
    '/jwt': { get: { ...lambda(), security: [{ oauth: ['pets:read'] }] } },
    '/oidc': { get: { ...lambda(), security: [{ oidc: [] }] } },
    '/guarded': { get: lambda() },
    '/signed': { get: { ...lambda(), security: [], 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } },
    '/signed-too': { get: { ...lambda(), security: [{ sigv4: [] }] } },
    '/backend/{id}': {
      get: {
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: `${backendUrl}/{id}`,
          payloadFormatVersion: '1.0',
          requestParameters: { 'append:header.x-id': '$request.path.id' },
          responseParameters: { 200: { 'overwrite:statuscode': '202', 'append:header.x-made': 'here' } },
        },
        security: [],
      },
    },
    '/$default': { 'x-amazon-apigateway-any-method': { isDefaultRoute: true, ...lambda(), security: [] } },
  },
  components: {
    'x-amazon-apigateway-integrations': { echo: lambda()['x-amazon-apigateway-integration'] },
    securitySchemes: {
      oauth: {
        type: 'oauth2',
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.header.Authorization',
          jwtConfiguration: { issuer: ISSUER, audience: ['pets'] },
        },
      },
      oidc: {
        type: 'openIdConnect',
        openIdConnectUrl: `${ISSUER}/.well-known/openid-configuration`,
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.querystring.token',
          jwtConfiguration: { audience: ['pets'] },
        },
      },
      guarded: {
        type: 'apiKey',
        in: 'header',
        name: 'x-key',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          identitySource: '$request.header.x-key, $context.routeKey',
          authorizerUri: uriOf('Guard'),
          authorizerPayloadFormatVersion: '2.0',
          authorizerResultTtlInSeconds: 0,
          enableSimpleResponses: true,
        },
      },
      sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    },
  },
  'x-amazon-apigateway-cors': { allowOrigins: [APP], allowMethods: ['GET'], maxAge: 600 },
  'x-amazon-apigateway-importexport-version': '1.0',
});

describe('a document that can be served', () => {
  let issuer: DevelopmentIssuer;
  let backend: Server;
  let running: RunningFixture;
  let url: string;
  beforeAll(async () => {
    issuer = await startDevelopmentIssuer({ issuer: ISSUER });
    backend = createServer(({ url: path, headers }, answer) => answer.end(`${path} ${String(headers['x-id'])}`));
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    const backendUrl = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
    running = await serveTemplate(template(documentFor(backendUrl)), {
      issuers: { [ISSUER]: issuer.url },
      ignore: ['Api GET /shared'],
    });
    url = running.gateway.url('pets');
  });
  afterAll(async () => {
    backend.close();
    await Promise.all([running.close(), issuer.close()]);
  });

  it.each([
    ['GET', '/pets/7', 'GET /pets/{id}'],
    ['DELETE', '/any', 'ANY /any'],
    ['POST', '/pets/7', '$default'],
  ])('%s %s is for %s', async (method, path, routeKey) => {
    expect(await eventOf(url, path, { method })).toMatchObject({ version: '2.0', routeKey });
  });

  it('x-amazon-apigateway-cors answers preflights', async () => {
    const headers = { origin: APP, 'access-control-request-method': 'GET' };
    expect((await call(url, '/pets/7', { method: 'OPTIONS', headers })).headers).toMatchObject({
      'access-control-allow-origin': APP,
      'access-control-allow-methods': 'GET',
      'access-control-max-age': '600',
    });
  });

  it('a JWT authorizer, with the scopes of the operation', async () => {
    const headers = async (scope: string) => ({
      authorization: `Bearer ${await issuer.issue({ sub: 'ada', audience: 'pets', scope })}`,
    });
    expect(await call(url, '/jwt')).toMatchObject({ status: 401 });
    expect(await call(url, '/jwt', { headers: await headers('other') })).toMatchObject({ status: 403 });
    expect(await call(url, '/jwt', { headers: await headers('pets:read') })).toMatchObject({ status: 200 });
  });

  it('a JWT authorizer of OpenID Connect, whose issuer is that of the discovery document', async () => {
    const token = await issuer.issue({ sub: 'ada', audience: 'pets' });
    expect(await call(url, `/oidc?token=${token}`)).toMatchObject({ status: 200 });
    expect(await call(url, '/oidc?token=no')).toMatchObject({ status: 401 });
  });

  it('C-30: the security of the root is for operations that say nothing', async () => {
    expect(await call(url, '/guarded')).toMatchObject({ status: 401 });
    expect(await call(url, '/guarded', { headers: { 'x-key': 'no' } })).toMatchObject({ status: 403 });
    expect(await call(url, '/guarded', { headers: { 'x-key': 'letmein' } })).toMatchObject({ status: 200 });
  });

  it.each(['/signed', '/signed-too'])('C-7: IAM, by the operation or by a scheme: %s', async (path) => {
    expect(await call(url, path)).toMatchObject({ status: 403 });
    const { host } = new URL(url);
    const { headers } = aws4.sign({ host, path, service: 'execute-api', region: 'us-east-1' }, defaultCredentials);
    expect(await call(url, path, { headers: headers as Record<string, string> })).toMatchObject({ status: 200 });
  });

  it('H-74: an HTTP integration with mappings', async () => {
    expect(await call(url, '/backend/7')).toMatchObject({ status: 202, body: '/7 7', headers: { 'x-made': 'here' } });
  });

  it('a route that is ignored goes on matching', async () => {
    expect(await call(url, '/shared')).toMatchObject({ status: 500 });
  });
});

it.each([
  ['ignore', '/pets'],
  ['prepend', '/shop/v1/pets'],
  ['split', '/v1/pets'],
])('C-36: BasePath %s', async (BasePath, path) => {
  const servers = [{ url: 'https://api.example.com/shop/v1' }];
  const body = { openapi: '3.0.1', info: { title: 'pets' }, servers, paths: { '/pets': { get: lambda() } } };
  const { gateway, close } = await serveTemplate(template(body, { BasePath }));
  expect(await eventOf(gateway.url('pets'), path)).toMatchObject({ routeKey: `GET ${path}` });
  await close();
});

it('an integration of the components', async () => {
  const { paths, components } = documentFor('http://127.0.0.1:1');
  const body = { openapi: '3.0.1', paths: { '/shared': paths['/shared'] }, components };
  const { gateway, close } = await serveTemplate(template(body, { Name: 'named' }));
  expect(await eventOf(gateway.url('named'), '/shared')).toMatchObject({ routeKey: 'GET /shared' });
  await close();
});

describe('what is refused, by its place', () => {
  const withPaths = (paths: object, more: object = {}) => template({ openapi: '3.0.1', paths, ...more });
  const scheme = (authorizer: object) => ({
    components: { securitySchemes: { a: { 'x-amazon-apigateway-authorizer': authorizer } } },
  });
  const guarded = { '/a': { get: { ...lambda(), security: [{ a: [] }] } } };

  it.each([
    ['no OpenAPI 3', template({ swagger: '2.0' }), /Body\.openapi.*must be an OpenAPI 3 document/],
    [
      'no integration',
      withPaths({ '/a': { get: {} } }),
      /Body\.paths\.\/a\.get\.x-amazon.*a route needs an integration/,
    ],
    ['a mock', withPaths({ '/a': { get: lambda({ type: 'mock' }) } }), /integration\.type.*got "MOCK"/],
    [
      'no payload format',
      withPaths({ '/a': { get: lambda({ payloadFormatVersion: undefined }) } }),
      /integration\.payloadFormatVersion.*must be 1\.0 or 2\.0/,
    ],
    ['an unknown member', withPaths({ '/a': { get: lambda({ magic: 1 }) } }), /integration\.magic.*is not known/],
    [
      'a reserved header',
      withPaths({ '/a': { get: lambda({ requestParameters: { 'append:header.Via': 'x' } }) } }),
      /integration\.requestParameters\.append:header\.Via.*is reserved/,
    ],
    [
      'an integration that is not there',
      withPaths({ '/a': { get: { 'x-amazon-apigateway-integration': { $ref: '#/components/x/y' } } } }),
      /#\/components\/x\/y is no integration/,
    ],
    [
      'a bad path',
      withPaths({ '/{a+}/b': { get: lambda() } }),
      /Body\.paths\.\/\{a\+\}\/b\.get.*must be the last segment/,
    ],
    ['an unknown scheme', withPaths(guarded), /securitySchemes\.a.*there is no such security scheme/],
    [
      'a scheme without authorizer',
      withPaths(guarded, { components: { securitySchemes: { a: { type: 'oauth2' } } } }),
      /securitySchemes\.a.*is neither an authorizer nor IAM/,
    ],
    [
      'an authorizer of REST APIs',
      withPaths(guarded, scheme({ type: 'token' })),
      /authorizer\.type.*must be JWT or REQUEST, got "TOKEN"/,
    ],
    [
      'a JWT authorizer without issuer',
      withPaths(guarded, scheme({ type: 'jwt', identitySource: '$request.header.A', jwtConfiguration: {} })),
      /authorizer\.jwtConfiguration\.issuer.*has no issuer/,
    ],
    [
      'two authorizers',
      withPaths({ '/a': { get: { ...lambda(), security: [{ a: [] }, { b: [] }] } } }),
      /get\.security.*a route has one authorizer/,
    ],
    [
      'validators, which HTTP APIs have not',
      withPaths({}, { 'x-amazon-apigateway-request-validators': {} }),
      /Body\.x-amazon-apigateway-request-validators.*is for REST APIs/,
    ],
    [
      'H-48: credentials for every origin',
      withPaths({}, { 'x-amazon-apigateway-cors': { allowOrigins: ['*'], allowCredentials: true } }),
      /Body\.x-amazon-apigateway-cors\.allowCredentials.*does not go with origin \*/,
    ],
    ['a document in S3', template({}, { Body: undefined, BodyS3Location: { Bucket: 'b' } }), /BodyS3Location.*in S3/],
    ['CORS beside it', template({ openapi: '3.0.1' }, { CorsConfiguration: {} }), /CorsConfiguration.*with Body/],
    ['a base path', template({ openapi: '3.0.1' }, { BasePath: 'x' }), /BasePath.*ignore, prepend, split, got x/],
    [
      'a route beside it',
      template(
        { openapi: '3.0.1' },
        {},
        { Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' } } } },
      ),
      /Route.*ApiId.*AWS does not combine the two/,
    ],
  ])('%s', async (_, refused, message) => {
    await expect(serveTemplate(refused)).rejects.toThrow(message);
  });
});
