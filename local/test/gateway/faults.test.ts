import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { FunctionLogLine } from '../../src';
import { everyApi } from '../support/every-api';
import { call } from '../support/call';
import { TestClock } from '../support/gateway';
import { sqsClient } from '../support/queues';
import { RunningRestApi, serveRestStack } from '../support/rest-api';
import { SocketClient } from '../support/socket-client';
import { until } from '../support/until';

/** Does what the body asks for, whatever calls it. */
const OBEY = `
const fs = require('node:fs');
const forever = () => new Promise((resolve) => setTimeout(resolve, 600_000));
exports.handler = async ({ body, Records }) => {
  const order = Records ? Records[0].body : body;
  console.log('got ' + order);
  switch (order) {
    case 'throw': throw new Error('as asked');
    case 'exit': process.exit(1);
    case 'kill': process.kill(process.pid, 'SIGKILL'); await forever();
    case 'uncaught': setImmediate(() => { throw new Error('as asked'); }); await forever();
    case 'unhandled': Promise.reject(new Error('as asked')); await forever();
    case 'spin': for (;;);
    case 'hang': await forever();
    case 'stop': process.kill(process.pid, 'SIGSTOP'); await forever();
    case 'huge': return 'x'.repeat(7e6);
    case 'circular': { const a = {}; a.a = a; return a; }
    case 'close': fs.closeSync(4); await forever();
    case 'eat': for (const eaten = []; ; ) eaten.push(new Array(100_000).fill(order));
    default: return { statusCode: 200, body: 'fine' };
  }
};`;

// processes end by their time-out, one after the other
jest.setTimeout(120_000);

let api: RunningRestApi;
let client: SocketClient;
const log: FunctionLogLine[] = [];
const clock = new TestClock(Date.now());
beforeAll(async () => {
  api = await serveRestStack(everyApi(OBEY), { clock, onFunctionLog: (line) => log.push(line) });
  client = await SocketClient.open(api.gateway.url('Live'));
});
afterAll(async () => {
  await client.close();
  await api.close();
});

const post = (name: string, body: string) =>
  call(api.gateway.url(name), '/', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body });

const FAULTS = [
  'throw',
  'exit',
  'kill',
  'uncaught',
  'unhandled',
  'spin',
  'hang',
  'stop',
  'huge',
  'circular',
  'close',
  'eat',
];

describe.each(FAULTS)('a function that does "%s"', (fault) => {
  it('R-27: is 502 on a REST API, and the next request is served', async () => {
    const { status, body } = await post('Api', fault);
    expect([status, body]).toEqual([502, '{"message": "Internal server error"}']);
    expect((await post('Api', 'work')).body).toBe('fine');
  });

  it('H-39: is 500 on an HTTP API, and the next request is served', async () => {
    const { status, body } = await post('Web', fault);
    expect([status, body]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect((await post('Web', 'work')).body).toBe('fine');
  });

  it('W-20: is a frame that says so on a WebSocket API, and the next message is served', async () => {
    client.send(fault);
    expect(await client.nextJson()).toMatchObject({ message: 'Internal server error' });
    client.send('work');
    expect(await client.next()).toBe('fine');
  });
});

it('none of them ends an event source: what failed comes back, the rest is done', async () => {
  const sender = sqsClient(api.gateway);
  const QueueUrl = api.gateway.queues[0]!.url;
  // each for itself: a batch of several would be one invocation
  for (const fault of FAULTS.filter((one) => one !== 'huge' && one !== 'circular')) {
    log.length = 0;
    await sender.send(new SendMessageCommand({ QueueUrl, MessageBody: fault }));
    await until(() => log.some(({ text }) => text.endsWith(`got ${fault}`)));
    await until(() => log.some(({ stream, text }) => stream === 'stderr' && /Error|Timedout/.test(text)));
  }
  await sender.send(new SendMessageCommand({ QueueUrl, MessageBody: 'work' }));
  await until(() => log.some(({ text }) => text.endsWith('got work')));
  sender.destroy();
});
