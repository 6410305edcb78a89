import { RunningRestApi, serveRestApi } from '../support/rest-api';

/** Says of everybody who they are, and lets nobody in. */
const AUTHORIZER = `exports.handler = async ({ authorizationToken, methodArn }) => ({
  principalId: 'ada',
  context: { reason: 'not on Sundays', code: 7 },
  policyDocument: {
    Statement: authorizationToken === 'silent' ? [] : [{ Effect: 'Deny', Action: '*', Resource: methodArn }],
  },
});`;

let api: RunningRestApi;
afterEach(() => api?.close());

async function serve(gatewayResponses: object): Promise<void> {
  api = await serveRestApi({
    functions: {
      Throw: 'exports.handler = async () => { throw new Error("x"); };',
      Authorizer: AUTHORIZER,
      Teapot: 'exports.handler = async () => ({ statusCode: 404, body: "mine" });',
    },
    stage: { variables: { colour: 'red' } },
    body: ({ calls, uri }) => ({
      'x-amazon-apigateway-gateway-responses': gatewayResponses,
      components: {
        securitySchemes: {
          Token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            'x-amazon-apigateway-authtype': 'custom',
            'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: uri('Authorizer') },
          },
        },
      },
      paths: {
        '/throw': { get: calls('Throw') },
        '/mine': { get: calls('Teapot') },
        '/closed': { get: calls('Teapot', { security: [{ Token: [] }] }) },
      },
    }),
  });
}

it('R-50, R-53: a default takes over status, parameters and templates for types that are not configured', async () => {
  await serve({
    DEFAULT_4XX: {
      statusCode: 418,
      responseParameters: {
        'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example.com'",
        'gatewayresponse.header.X-Origin': 'method.request.header.Origin',
        'gatewayresponse.header.X-Stage': 'context.stage',
        'gatewayresponse.header.X-Colour': 'stageVariables.colour',
        'gatewayresponse.header.X-Query': 'method.request.querystring.q',
      },
      responseTemplates: {
        'application/problem+json':
          '{"title":$context.error.messageString,"type":"$context.error.responseType","id":"$context.requestId","none":"$context.nope","raw":"$context.error.message","c":"$stageVariables.colour"}',
      },
    },
  });
  const answer = await api.call('/nope?q=1', { headers: { origin: 'https://a.example.com' } });
  expect(answer.status).toBe(418);
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'content-type': 'application/problem+json',
    'x-origin': 'https://a.example.com',
    'x-stage': 'v1',
    'x-colour': 'red',
    'x-query': '1',
    'x-amzn-errortype': 'MissingAuthenticationTokenException',
  });
  expect(JSON.parse(answer.body)).toEqual({
    title: 'Missing Authentication Token',
    type: 'MISSING_AUTHENTICATION_TOKEN',
    id: answer.headers['x-amzn-requestid'],
    none: '',
    raw: 'Missing Authentication Token',
    c: 'red',
  });
});

it('R-52: a header without a value is not sent', async () => {
  await serve({
    DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-Origin': 'method.request.header.Origin' } },
  });
  const { status, body, headers } = await api.call('/nope');
  expect([status, body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
  expect(headers).not.toHaveProperty('x-origin');
});

it('R-53: a type configured itself inherits nothing', async () => {
  await serve({
    DEFAULT_4XX: { statusCode: 418, responseParameters: { 'gatewayresponse.header.X-Default': "'yes'" } },
    MISSING_AUTHENTICATION_TOKEN: { statusCode: 404 },
  });
  const { status, headers } = await api.call('/nope');
  expect(status).toBe(404);
  expect(headers).not.toHaveProperty('x-default');
});

it('R-51: templates only substitute', async () => {
  const template = '#if(true)$input.body $util.x() ${context.stage} $method.request.header.X-A#end';
  await serve({ DEFAULT_4XX: { responseTemplates: { 'text/plain': template } } });
  const { body } = await api.call('/nope', { headers: { 'x-a': 'a' } });
  expect(body).toBe('#if(true)$input.body $util.x() v1 a#end');
});

it('R-53: a failed function takes DEFAULT_5XX, with its own status', async () => {
  await serve({ DEFAULT_5XX: { responseParameters: { 'gatewayresponse.header.X-Default': "'yes'" } } });
  const { status, headers } = await api.call('/throw');
  expect([status, headers['x-default']]).toEqual([502, 'yes']);
});

it('R-54: an error of the integration is never touched', async () => {
  await serve({ DEFAULT_4XX: { statusCode: 418 } });
  expect(await api.call('/mine')).toMatchObject({ status: 404, body: 'mine' });
});

it.each(['denied', 'silent'])('R-54: what the authorizer said of a caller who is %s', async (token) => {
  await serve({
    ACCESS_DENIED: {
      responseParameters: { 'gatewayresponse.header.X-Code': 'context.authorizer.code' },
      responseTemplates: {
        'application/json': '{"message":"$context.authorizer.reason, $context.authorizer.principalId"}',
      },
    },
  });
  const refused = async () => {
    const { status, body, headers } = await api.call('/closed', { headers: { authorization: token } });
    return [status, body, headers['x-code']];
  };
  const expected = [403, '{"message":"not on Sundays, ada"}', '7'];
  expect([await refused(), await refused()]).toEqual([expected, expected]);
});

it.each(['nonsense', 'integration.response.header.X', 'method.request.body'])(
  'R-52: a header from %s is refused, as AWS would',
  async (source) => {
    await expect(
      serve({ DEFAULT_4XX: { responseParameters: { 'gatewayresponse.header.X-A': source } } }),
    ).rejects.toThrow('responseParameters.gatewayresponse.header.X-A: is no source of a header');
  },
);

it('C-16: an unknown type is refused by name', async () => {
  await expect(serve({ NO_COFFEE: { statusCode: 418 } })).rejects.toThrow(
    'Body.x-amazon-apigateway-gateway-responses.NO_COFFEE',
  );
});
