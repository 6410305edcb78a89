import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import WebSocket from 'ws';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { ServedExample, serveOrders } from '../gateway/orders-example';

const ORIGIN = 'https://app.example.com';

let example: ServedExample;
beforeAll(async () => {
  example = await serveOrders([ORIGIN]);
}, 60_000);
afterAll(() => example?.close());

it('a Python program that knows only the documented message reaches who is connected', async () => {
  const token = await example.issueToken('ada');
  const client = new WebSocket(example.gateway.url('Live'), ['bearer', token], { origin: ORIGIN });
  await once(client, 'open');
  const received = once(client, 'message');
  const queue = example.gateway.queues.find(({ constructPath }) => constructPath?.endsWith('/Broadcasts/Queue'))!;
  // not the synchronous one: the gateway that it calls runs in this process
  const { stdout: id } = await promisify(execFile)(
    process.env.PYTHON_TESTS!,
    ['examples/orders/broadcast.py', queue.url, 'closed on Monday'],
    {
      env: {
        AWS_ENDPOINT_URL_SQS: example.gateway.sqsEndpoint,
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: defaultCredentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: defaultCredentials.secretAccessKey,
      },
    },
  );
  const [data] = await received;
  expect(JSON.parse(String(data))).toEqual({
    type: 'message',
    id: id.trim(),
    to: { all: true },
    data: { type: 'notice', text: 'closed on Monday' },
  });
  client.close();
}, 60_000);
