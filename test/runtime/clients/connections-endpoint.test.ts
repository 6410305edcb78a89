import { once } from 'node:events';
import * as http from 'node:http';
import { AddressInfo } from 'node:net';
import * as sdk from '@aws-sdk/client-apigatewaymanagementapi';
import { endpointConfig, SdkConnectionsEndpoint } from '../../../lib/runtime/clients/connections-endpoint';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let server: http.Server;
let requests: string[];
let status: number | 'reset' | 'silent';
let endpoint: SdkConnectionsEndpoint;
let client: sdk.ApiGatewayManagementApiClient;

beforeEach(async () => {
  requests = [];
  server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) {
      body += chunk;
    }
    requests.push(`${request.method} ${request.url} ${body}`.trim());
    if (status === 'reset') {
      response.destroy();
    } else if (status !== 'silent') {
      response.writeHead(status).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prod`;
  const config = endpointConfig(url);
  const requestHandler = { ...(config.requestHandler as object), requestTimeout: 200 };
  client = new sdk.ApiGatewayManagementApiClient({ ...config, requestHandler, region: 'us-east-1', credentials });
  endpoint = new SdkConnectionsEndpoint(sdk, client);
});

afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

it.each([
  ['W-26', 200, 'delivered'],
  ['W-29', 410, 'gone'],
  ['W-29', 429, 'retry'],
  ['W-29', 403, 'refused'],
  ['W-29', 413, 'refused'],
  ['5xx', 500, 'retry'],
  ['5xx', 503, 'retry'],
  ['no answer', 'reset', 'retry'],
  ['no answer in time', 'silent', 'retry'],
] as const)('%s: a post that is answered %s is %s, and sent once', async (_, answer, outcome) => {
  status = answer;
  await expect(endpoint.post('L0SM9cOFvHcCIhw=', '{"type":"message"}')).resolves.toBe(outcome);
  expect(requests).toEqual(['POST /prod/@connections/L0SM9cOFvHcCIhw%3D {"type":"message"}'].map(decodeAt));
});

it.each([
  ['W-28', 204, 'delivered'],
  ['W-29', 410, 'gone'],
] as const)('%s: a connection whose closing is answered %s is %s', async (_, answer, outcome) => {
  status = answer;
  await expect(endpoint.close('id')).resolves.toBe(outcome);
  expect(requests).toEqual(['DELETE /prod/@connections/id'].map(decodeAt));
});

it('gives a service that is slow seconds, not minutes', () => {
  expect(endpointConfig('https://x')).toMatchObject({
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
      httpsAgent: { keepAlive: true, maxSockets: 100 },
    },
  });
});

/** W-31: either spelling is one. */
function decodeAt(line: string): string {
  return requests[0].includes('%40') ? line.replace('@', '%40') : line;
}
