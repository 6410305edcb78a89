import { once } from 'node:events';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { cleanUp, runPython } from './python-function';

afterEach(cleanUp);

it('boto3 reaches @connections at the address in the event, with the host that it signed for', async () => {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const domainName = 'a1b2c3.execute-api.eu-central-1.amazonaws.com';
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { payload } = runPython(
    `
    import boto3
    def handler(event, context):
        context = event["requestContext"]
        url = "https://" + context["domainName"] + "/" + context["stage"]
        client = boto3.client("apigatewaymanagementapi", endpoint_url=url)
        client.post_to_connection(ConnectionId=context["connectionId"], Data=b"hello")
        return "posted"`,
    {},
    { environment: { APIGW_LOCAL_CALLBACKS: JSON.stringify({ [`https://${domainName}`]: local }) } },
  );
  expect(await payload({ requestContext: { domainName, stage: 'v1', connectionId: 'L0SM9cOFvHcCIhw=' } })).toBe(
    'posted',
  );
  server.close();
  const [request] = requests;
  expect(request).toMatchObject({ method: 'POST', url: '/v1/@connections/L0SM9cOFvHcCIhw%3D' });
  expect(request?.headers.host).toBe(domainName);
  expect(request?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 .*SignedHeaders=[^,]*host/);
});
