import { Cors, LambdaIntegration, MockIntegration, RestApi, RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { inlineFunction, RunningRestApi, serveRestStack } from '../support/rest-api';

const ALLOWS_ALL = `exports.handler = async () => ({ statusCode: 200, headers: { 'access-control-allow-origin': '*' } });`;
const SILENT = `exports.handler = async () => ({ statusCode: 200 });`;
const PREFLIGHT = {
  method: 'OPTIONS',
  headers: { origin: 'https://app.example.com', 'access-control-request-method': 'PUT' },
};

let api: RunningRestApi;
afterEach(() => api?.close());

/** Two functions behind methods with IAM and a key, and an OPTIONS method of its own at `/text`. */
async function serve(props: RestApiProps = {}): Promise<void> {
  api = await serveRestStack((stack) => {
    const restApi = new RestApi(stack, 'Api', { deployOptions: { stageName: 'v1' }, ...props });
    const text = new MockIntegration({
      contentHandling: 'CONVERT_TO_TEXT' as never,
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      integrationResponses: [{ statusCode: '200', contentHandling: 'CONVERT_TO_TEXT' as never }],
    });
    const root = restApi.root;
    root.addResource('text').addMethod('HEAD', text, { methodResponses: [{ statusCode: '200' }] });
    root.addResource('loud').addMethod('GET', new LambdaIntegration(inlineFunction(stack, 'Loud', ALLOWS_ALL)));
    root.addResource('silent').addMethod('GET', new LambdaIntegration(inlineFunction(stack, 'Silent', SILENT)));
    root
      .addResource('closed')
      .addMethod('PUT', new LambdaIntegration(inlineFunction(stack, 'Closed', ALLOWS_ALL)), { apiKeyRequired: true });
  });
}

it('R-97: nothing is automatic', async () => {
  await serve();
  const { status, headers } = await api.call('/loud', PREFLIGHT);
  expect(status).toBe(403);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
});

it('R-98: a proxy says it itself, or nobody does, and neither do errors of the gateway', async () => {
  await serve({ defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS } });
  const { headers } = PREFLIGHT;
  expect((await api.call('/loud', { headers })).headers['access-control-allow-origin']).toBe('*');
  expect((await api.call('/silent', { headers })).headers).not.toHaveProperty('access-control-allow-origin');
  const refused = await api.call('/closed', { method: 'PUT', headers });
  expect(refused.status).toBe(403);
  expect(refused.headers).not.toHaveProperty('access-control-allow-origin');
});

it('R-97, R-100: a preflight needs no key, and its template is that of application/json', async () => {
  await serve({ defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'] } });
  const { status, body, headers } = await api.call('/closed', PREFLIGHT);
  expect([status, body]).toEqual([204, '']);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-allow-methods': 'OPTIONS,GET,PUT,POST,DELETE,PATCH,HEAD',
    vary: 'Origin',
  });
  expect((await api.call('/closed', { ...PREFLIGHT, headers: { 'content-type': 'text/plain' } })).status).toBe(500);
});

it('R-72: with every type binary a preflight fails, unless it is converted to text', async () => {
  await serve({ binaryMediaTypes: ['*/*'], defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS } });
  expect(await api.call('/closed', PREFLIGHT)).toMatchObject({
    status: 500,
    body: '{"message": "Internal server error"}',
  });
  expect((await api.call('/text', { method: 'HEAD' })).status).toBe(200);
});
