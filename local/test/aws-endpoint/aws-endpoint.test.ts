import { APIGatewayClient, GetApiKeysCommand } from '@aws-sdk/client-api-gateway';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { sign } from 'aws4';
import { defaultCredentials } from '../../src';
import { cborText } from '../../src/aws-endpoint/cbor-text';
import { awsError, openAwsEndpoint, RunningEndpoint } from '../support/aws-endpoint';
import { call } from '../support/call';
import { TestClock } from '../support/gateway';

let endpoint: RunningEndpoint;
beforeAll(async () => {
  endpoint = await openAwsEndpoint(new TestClock(Date.now()), {
    apigateway: () => ({ statusCode: 200, headers: [], body: Buffer.from('{"item":[{"id":"acme"}]}') }),
  });
});
afterAll(() => endpoint.close());

it('a request goes to the service that it is signed for', async () => {
  const client = new APIGatewayClient(endpoint.client());
  expect((await client.send(new GetApiKeysCommand({}))).items).toEqual([{ id: 'acme' }]);
  client.destroy();
});

it('a service that is not emulated is refused by its name and that of the action, and the SDK shows it', async () => {
  const client = new CloudWatchClient(endpoint.client());
  expect(await awsError(client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [] })))).toEqual({
    name: 'NotServedLocally',
    status: 501,
    message:
      'the local gateway does not serve PutMetricData of monitoring; of AWS it serves apigateway, events, lambda, ' +
      'secretsmanager, sqs, and DynamoDB where the template has tables. Give the client an endpoint of its own, or set AWS_ENDPOINT_URL_<SERVICE> in the environment of the function',
  });
  client.destroy();
});

const post = (service: string, headers: Record<string, string>, body = '', path = '/', method = 'POST') => {
  const { host } = new URL(endpoint.url);
  const signed = sign(
    { host, path, method, service, region: 'us-east-1', headers: { ...headers }, body },
    defaultCredentials,
  );
  return call(endpoint.url, path, { method, headers: signed.headers as Record<string, string>, body });
};

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
const CBOR = { 'smithy-protocol': 'rpc-v2-cbor', 'Content-Type': 'application/cbor' };
it.each<[string, Parameters<typeof post>, RegExp]>([
  [
    'query',
    ['sns', FORM, 'Action=Publish&Message=a'],
    /^<ErrorResponse><Error>.*<Code>NotServedLocally<.*Publish of sns; .*AWS_ENDPOINT_URL_&lt;SERVICE&gt;/,
  ],
  ['XML of S3', ['s3', {}, '', '/bucket/key', 'GET'], /^<Error><Code>NotServedLocally<.*GET \/bucket\/key of s3;/],
  [
    'REST and XML',
    ['route53', {}, '', '/2013-04-01/hostedzone', 'GET'],
    /^<ErrorResponse><Error>.*hostedzone of route53;/,
  ],
  [
    'CBOR',
    ['monitoring', CBOR, '', '/service/GraniteServiceVersion20100801/operation/PutMetricData'],
    /^\xa2f__type.*PutMetricData of monitoring;/,
  ],
  ['REST and JSON', ['es', {}, '', '/2021-01-01/domain', 'GET'], /^{"message":".*GET \/2021-01-01\/domain of es;/],
])('in the protocol of the request: %s', async (_, request, body) => {
  const answer = await post(...request);
  expect([answer.status, answer.body]).toEqual([501, expect.stringMatching(body)]);
});

const unsigned = async (target: string) => {
  const headers = { 'X-Amz-Target': target };
  const { status, body } = await call(endpoint.url, '/', { method: 'POST', headers, body: '{}' });
  return [status, JSON.parse(body) as unknown];
};

it('without a signature: 403, with the action', async () => {
  expect(await unsigned('secretsmanager.GetSecretValue')).toEqual([
    403,
    {
      __type: 'MissingAuthenticationTokenException',
      message: 'the request is not signed; sign GetSecretValue with the development credentials',
    },
  ]);
});

it('actions that need no signature are refused by name, too', async () => {
  expect(await unsigned('AWSCognitoIdentityProviderService.InitiateAuth')).toMatchObject([
    501,
    { message: expect.stringContaining('does not serve InitiateAuth of AWSCognitoIdentityProviderService;') },
  ]);
});

it('CBOR: lengths of up to 23 are in the first byte, others follow it (RFC 8949)', () => {
  expect(cborText({ a: 'b' }).toString('hex')).toBe('a161616162');
  const bytes = cborText({ a: 'x'.repeat(300) });
  expect(bytes.subarray(0, 6).toString('hex')).toBe('a1616179012c');
});
