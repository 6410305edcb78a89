import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FunctionLogLine } from '../../src';
import { call } from '../support/call';
import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { countsOf, mappingResource, queueResource, queueUrl, sqsClient } from '../support/queues';
import { apiTemplate, functionResource } from '../support/template';
import { until } from '../support/until';

/** Does what each message says, and tells on its log. */
const WORKER = `
exports.handler = async ({ Records }) => {
  const batchItemFailures = [];
  for (const { messageId, body, attributes } of Records) {
    const count = attributes.ApproximateReceiveCount;
    console.log(body + ' ' + count + ' of ' + Records.length + ' pid ' + process.pid);
    if (body.startsWith('fail')) batchItemFailures.push({ itemIdentifier: messageId });
    if (body.startsWith('throw')) throw new Error('no');
    if (body.startsWith('slow')) await new Promise((resolve) => setTimeout(resolve, 300));
    if (body.startsWith('hang') && count === '1') await new Promise((resolve) => setTimeout(resolve, 600000));
  }
  return { batchItemFailures };
};`;

/** Sends its body to a queue with the SDK that Lambda brings along. */
const SENDER = `
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const client = new SQSClient();
exports.handler = async ({ body, queryStringParameters: { delay } = {} }) => {
  const DelaySeconds = delay && Number(delay);
  const sent = await client.send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: body, DelaySeconds }));
  return sent.MessageId;
};`;

/** Invokes another function, named by its ARN within a JSON text. */
const INVOKER = `
const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const client = new LambdaClient();
exports.handler = async ({ body, queryStringParameters: { type } = {} }) => {
  const FunctionName = JSON.parse(process.env.TARGETS).greeter;
  const result = await client.send(new InvokeCommand({ FunctionName, InvocationType: type, Payload: body }));
  return { status: result.StatusCode, error: result.FunctionError, payload: result.Payload?.transformToString() };
};`;
const GREETER = `
exports.handler = async ({ name }) => {
  console.log('greeting ' + name);
  if (!name) throw new TypeError('nobody');
  return 'hello ' + name;
};`;

const TEMPLATE = apiTemplate({
  routes: { 'POST /send': 'Sender', 'POST /invoke': 'Invoker' },
  functions: {},
  resources: {
    Sender: functionResource(SENDER, { Timeout: 20, Environment: { Variables: { JOBS: { Ref: 'Jobs' } } } }),
    Invoker: functionResource(INVOKER, {
      Timeout: 20,
      Environment: {
        Variables: { TARGETS: { 'Fn::Sub': '{"greeter":"${Greeter.Arn}"}' } },
      },
    }),
    Greeter: functionResource(GREETER),
    Worker: functionResource(WORKER, { Timeout: 20 }),
    Dead: queueResource(),
    Jobs: queueResource({
      VisibilityTimeout: 30,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
    }),
    JobsPolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Jobs' }], PolicyDocument: {} } },
    Mapping: mappingResource('Jobs', 'Worker', { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
  },
});

// processes start and load the SDK, on a machine that may have more to do
jest.setTimeout(30_000);

let clock: TestClock;
let running: RunningFixture;
let client: SQSClient;
let log: FunctionLogLine[];

beforeEach(async () => {
  clock = new TestClock(Date.now());
  log = [];
  running = await serveTemplate(TEMPLATE, { clock, onFunctionLog: (line) => log.push(line) });
  client = sqsClient(running.gateway);
});
afterEach(async () => {
  client.destroy();
  await running.close();
});

const url = () => running.gateway.url('Api');
const post = (path: string, body: string) =>
  call(url(), path, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body });
const send = (MessageBody: string) =>
  client.send(new SendMessageCommand({ QueueUrl: queueUrl(running.gateway, 'Jobs'), MessageBody }));
const logged = (start: string) => until(() => log.find(({ text }) => text.startsWith(start))?.text);
const isEmpty = async () => {
  const { visible, inFlight } = await countsOf(client, queueUrl(running.gateway, 'Jobs'));
  return visible + inFlight === 0;
};
const inFlight = (wanted: number) =>
  until(async () => (await countsOf(client, queueUrl(running.gateway, 'Jobs'))).inFlight === wanted);

const settle = () => new Promise((resolve) => setTimeout(resolve, 100));

/** The gateway's clock may go ahead of the SDK's by five minutes, or signatures are no longer good. */
const pass = (seconds: number) => clock.advance(seconds * 1_000);

it('a function sends to a queue, which drives another', async () => {
  expect((await post('/send', 'job-1')).status).toBe(200);
  await logged('job-1 1 of 1');
  await until(isEmpty);
});

it('a delayed message comes when its time has come', async () => {
  expect((await post('/send?delay=60', 'later')).status).toBe(200);
  await send('sooner');
  await logged('sooner 1');
  expect(log.some(({ text }) => text.startsWith('later'))).toBe(false);
  pass(60);
  await logged('later 1');
});

it('what a function reports comes back, and goes to the dead-letter queue in the end', async () => {
  await send('fail-1');
  await send('good-1');
  await logged('good-1');
  await logged('fail-1 1');
  await inFlight(1);
  pass(30);
  await logged('fail-1 2');
  await inFlight(1);
  pass(30);
  const dead = { QueueUrl: queueUrl(running.gateway, 'Dead'), WaitTimeSeconds: 20 };
  const { Messages } = await client.send(new ReceiveMessageCommand({ ...dead, AttributeNames: ['All'] }));
  expect(Messages).toMatchObject([{ Body: 'fail-1', Attributes: { ApproximateReceiveCount: '3' } }]);
  await until(isEmpty);
});

it('errors of the function do not end its event source', async () => {
  await send('throw-1');
  await logged('throw-1 1');
  await inFlight(1);
  await send('good-2');
  await logged('good-2 1');
});

it('messages of a process that is killed come back after the visibility time-out', async () => {
  await send('hang-1');
  const [, pid] = /pid (\d+)$/.exec(await logged('hang-1 1')) ?? [];
  process.kill(Number(pid), 'SIGKILL');
  await logged('Runtime.ExitError');
  await inFlight(1);
  pass(30);
  expect(await logged('hang-1 2')).not.toContain(`pid ${pid}`);
  await until(isEmpty);
});

it('queues and messages outlive a reload, and their event source goes on', async () => {
  const Mapping = mappingResource('Jobs', 'Worker', { Enabled: false });
  running.assembly.write({ Shop: { Resources: { ...TEMPLATE.Resources, Mapping } } });
  const before = queueUrl(running.gateway, 'Jobs');
  await running.gateway.reload();
  await send('kept');
  expect(await countsOf(client, before)).toEqual({ visible: 1, inFlight: 0 });
  running.assembly.write({ Shop: TEMPLATE });
  await running.gateway.reload();
  await logged('kept 1');
  expect(queueUrl(running.gateway, 'Jobs')).toBe(before);
  expect(log.filter(({ text }) => text.startsWith('kept')).length).toBe(1);
});

it('a batch that is under way during a reload is done by the functions of before', async () => {
  await send('slow-1');
  await logged('slow-1 1');
  await running.gateway.reload();
  // no time passes, so it can't come back
  await until(isEmpty);
  await send('good-3');
  await logged('good-3 1');
});

it('a function invokes another: waits for it, or does not', async () => {
  expect(JSON.parse((await post('/invoke', '{"name":"Ada"}')).body)).toEqual({
    status: 200,
    payload: '"hello Ada"',
  });
  expect(JSON.parse((await post('/invoke', '{}')).body)).toMatchObject({
    status: 200,
    error: 'Unhandled',
    payload: expect.stringContaining('"errorType":"TypeError","errorMessage":"nobody"'),
  });
  expect(JSON.parse((await post('/invoke?type=Event', '{"name":"Bob"}')).body)).toEqual({ status: 202 });
  await logged('greeting Bob');
});

it('close ends at once, whatever waits', async () => {
  await send('hang-2');
  await logged('hang-2 1');
  const QueueUrl = queueUrl(running.gateway, 'Dead');
  const waiting = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })).catch(() => 'ended');
  await running.gateway.close();
  const lines = log.length;
  client.destroy();
  client = sqsClient(running.gateway);
  expect(await waiting).toBe('ended');
  // nothing is heard of the function afterwards
  await settle();
  expect(log.length).toBe(lines);
});
