import { sign } from 'aws4';
import { gzipSync } from 'node:zlib';
import { CallOptions } from '../support/call';
import { RunningRestApi, serveRestApi } from '../support/rest-api';
import { defaultCredentials } from '../../src';

let api: RunningRestApi;
beforeAll(async () => {
  api = await serveRestApi({
    body: ({ calls }) => ({
      'x-amazon-apigateway-minimum-compression-size': 0,
      components: {
        securitySchemes: {
          sigv4: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
        },
      },
      paths: {
        '/scheme': { get: calls('Echo', { security: [{ sigv4: [] }] }) },
        '/auth': {
          'x-amazon-apigateway-any-method': calls('Echo', { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } }),
        },
        '/public': { get: calls('Echo', { 'x-amazon-apigateway-auth': { type: 'NONE' } }) },
      },
    }),
  });
});
afterAll(() => api.close());

const signed = (path: string, secretAccessKey = defaultCredentials.secretAccessKey, more: CallOptions = {}) => {
  const { host } = new URL(api.url);
  const { method, body, headers } = more;
  const request = sign(
    {
      host,
      path: `/v1${path}`,
      service: 'execute-api',
      region: 'us-east-1',
      ...(method && { method }),
      ...(body && { body }),
      headers: headers as Record<string, string>,
    },
    { accessKeyId: defaultCredentials.accessKeyId, secretAccessKey },
  );
  return api.call(path, { method, body, headers: request.headers as Record<string, string> });
};

it.each(['/scheme', '/auth'])('C-7, R-18, R-68: a signed request gets in, without its signature: %s', async (path) => {
  const answer = await signed(path);
  expect(answer.status).toBe(200);
  const event = JSON.parse(answer.body);
  expect(event.requestContext.identity).toMatchObject({
    accessKey: defaultCredentials.accessKeyId,
    accountId: '000000000000',
    userArn: 'arn:aws:iam::000000000000:user/local-development',
  });
  expect(event.headers).not.toHaveProperty('Authorization');
});

it('R-10, R-73: the signature is of what was sent: of the method before it is overridden, of the compressed body', async () => {
  const body = gzipSync('{"a":1}');
  const headers = { 'X-HTTP-Method-Override': 'PUT', 'Content-Encoding': 'gzip', 'Content-Type': 'application/json' };
  const answer = await signed('/auth', undefined, { method: 'POST', body, headers });
  expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { httpMethod: 'PUT', body: '{"a":1}' }]);
});

it('R-42: without a signature', async () => {
  const { status, body } = await api.call('/scheme');
  expect([status, body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
});

it('R-9: with a bearer token', async () => {
  const { headers } = await api.call('/auth', { headers: { authorization: 'Bearer x' } });
  expect(headers['x-amzn-errortype']).toBe('IncompleteSignatureException');
});

it('R-41: with another secret', async () => {
  const { status, body, headers } = await signed('/scheme', 'wrong');
  expect(status).toBe(403);
  expect(body).toMatch(/^{"message":"The request signature we calculated does not match/);
  expect(headers['x-amzn-errortype']).toBe('InvalidSignatureException');
});

it('C-7: NONE is public', async () => {
  expect((await api.call('/public')).status).toBe(200);
});

const messageOf = async (more: object, headers: Record<string, string> = {}) => {
  const { host } = new URL(api.url);
  const request = sign(
    { host, path: '/v1/auth', service: 'execute-api', region: 'us-east-1', headers, ...more },
    defaultCredentials,
  );
  const answer = await api.call('/auth', { headers: request.headers as Record<string, string> });
  expect([answer.status, answer.headers['x-amzn-errortype']]).toEqual([403, 'InvalidSignatureException']);
  return JSON.parse(answer.body).message;
};

it.each<[string, object, Record<string, string>, RegExp]>([
  [
    'too old',
    {},
    { 'X-Amz-Date': '20150830T123600Z' },
    /^Signature expired: 20150830T123600Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
  ],
  [
    'of the future',
    {},
    { 'X-Amz-Date': '29990830T123600Z' },
    /^Signature not yet current: 29990830T123600Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 5 min\.\)$/,
  ],
  ['for another Region', { region: 'eu-west-1' }, {}, /^Credential should be scoped to a valid region\.$/],
  [
    'for another service',
    { service: 'apigateway' },
    {},
    /^Credential should be scoped to correct service: 'execute-api'\.$/,
  ],
  [
    'for another Region and service',
    { region: 'eu-west-1', service: 'apigateway' },
    {},
    /^Credential should be scoped to a valid region\. Credential should be scoped to correct service: 'execute-api'\.$/,
  ],
])('R-41: a signature that is %s', async (_, more, headers, expected) => {
  expect(await messageOf(more, headers)).toMatch(expected);
});
