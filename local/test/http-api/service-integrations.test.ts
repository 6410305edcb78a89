import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { UnsupportedError } from '../../src/core/errors';
import { call } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { countsOf, queueResource, queueUrl, sqsClient } from '../support/queues';
import { apiTemplate } from '../support/template';

const sqs = (action: string, parameters: object = {}, more: object = {}) => ({
  IntegrationType: 'AWS_PROXY',
  IntegrationSubtype: `SQS-${action}`,
  PayloadFormatVersion: '1.0',
  RequestParameters: { QueueUrl: { Ref: 'Jobs' }, ...parameters },
  ...more,
});

const status = (statusCode: string, mappings: Record<string, string>): object => ({
  [statusCode]: {
    ResponseParameters: Object.entries(mappings).map(([Destination, Source]) => ({ Destination, Source })),
  },
});

const routes = {
  'POST /send': sqs('SendMessage', { MessageBody: '$request.body' }),
  'POST /send/{kind}': sqs('SendMessage', {
    MessageBody: '{"kind":"${request.path.kind}","text":${request.body.text}}',
    DelaySeconds: '$request.querystring.delay',
    MessageAttributes: '{"caller":{"DataType":"String","StringValue":"${context.identity.sourceIp}"}}',
  }),
  'GET /receive': sqs('ReceiveMessage', { AttributeNames: '["SenderId"]', MessageAttributeNames: 'All' }),
  'POST /delete': sqs('DeleteMessage', { ReceiptHandle: '$request.body.handle' }),
  'POST /purge': sqs('PurgeQueue'),
  'POST /mapped': sqs(
    'SendMessage',
    { MessageBody: 'x' },
    {
      ResponseParameters: status('200', {
        'overwrite:statuscode': '202',
        'overwrite:header.x-queue': '$context.routeKey',
      }),
    },
  ),
  'POST /event': {
    IntegrationType: 'AWS_PROXY',
    IntegrationSubtype: 'EventBridge-PutEvents',
    PayloadFormatVersion: '1.0',
    RequestParameters: {
      Source: 'com.example.shop',
      DetailType: '$request.body.type',
      Detail: '$request.body',
      EventBusName: 'shop',
      Resources: '["arn:aws:x"]',
    },
  },
  'POST /elsewhere': sqs('SendMessage', { QueueUrl: '$request.querystring.url', MessageBody: 'x' }),
};

let running: RunningFixture;
beforeAll(async () => {
  running = await serveTemplate(apiTemplate({ routes, functions: {}, resources: { Jobs: queueResource() } }));
});
afterAll(() => running.close());
afterEach(() => post('/purge'));

const post = (path: string, body?: string) => call(running.gateway.url('Api'), path, { method: 'POST', body });
const get = (path: string) => call(running.gateway.url('Api'), path);
const received = async () => {
  const client = sqsClient(running.gateway);
  const QueueUrl = queueUrl(running.gateway, 'Jobs');
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
  client.destroy();
  return Messages.map(({ Body, MessageAttributes }) => ({ Body, MessageAttributes }));
};

it('H-79: sends the body, and answers as SQS does (reported)', async () => {
  const { status: code, headers, body } = await post('/send', '{"a":"&=+ä"}');
  expect(code).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'text/xml', 'apigw-requestid': expect.any(String) });
  expect(body).toMatch(/^<\?xml version="1.0"\?><SendMessageResponse .*<\/SendMessageResponse>$/);
  expect(await received()).toMatchObject([{ Body: '{"a":"&=+ä"}' }]);
});

it('H-75: parameters are put together of the request', async () => {
  await post('/send/note?delay=0', '{"text":"[1]"}');
  expect(await received()).toEqual([
    {
      Body: '{"kind":"note","text":[1]}',
      MessageAttributes: { caller: { DataType: 'String', StringValue: '127.0.0.1' } },
    },
  ]);
});

it('receives, and deletes by the handle', async () => {
  await post('/send/note', '{"text":"1"}');
  const { body } = await get('/receive');
  expect(body).toContain('<Body>{&quot;kind&quot;:&quot;note&quot;,&quot;text&quot;:1}</Body>');
  expect(body).toContain('<Attribute><Name>SenderId</Name>');
  expect(body).toContain('<MessageAttribute><Name>caller</Name>');
  const handle = /<ReceiptHandle>(.*)<\/ReceiptHandle>/.exec(body)![1];
  expect((await post('/delete', JSON.stringify({ handle }))).status).toBe(200);
  const client = sqsClient(running.gateway);
  expect(await countsOf(client, queueUrl(running.gateway, 'Jobs'))).toEqual({ visible: 0, inFlight: 0 });
  client.destroy();
});

it('H-74: the answer is mapped by its status', async () => {
  const { status: code, headers } = await post('/mapped');
  expect([code, headers['x-queue']]).toEqual([202, 'POST /mapped']);
});

it('puts events', async () => {
  const { status: code, headers, body } = await post('/event', '{"type":"Placed"}');
  expect([code, headers['content-type']]).toEqual([200, 'application/x-amz-json-1.1']);
  expect(JSON.parse(body)).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  expect(running.gateway.events).toMatchObject([
    { eventBus: 'shop', source: 'com.example.shop', detailType: 'Placed', detail: { type: 'Placed' } },
  ]);
});

it("errors are the service's own", async () => {
  const { status: code, body } = await post('/send/note?delay=901', '{"text":"1"}');
  expect(code).toBe(400);
  expect(body).toContain('<Code>InvalidParameterValue</Code>');
  expect((await post('/elsewhere?url=http://x/1/nobody')).body).toContain('NonExistentQueue');
  expect((await post('/delete', '{}')).body).toContain('<Code>MissingParameter</Code>');
});

it.each<[string, object, string, string]>([
  [
    'a subtype that is not here',
    sqs('SendMessage', {}, { IntegrationSubtype: 'Kinesis-PutRecord' }),
    'IntegrationSubtype',
    'served are EventBridge-PutEvents, SQS-SendMessage',
  ],
  ['a parameter that is missing', sqs('SendMessage'), 'RequestParameters', 'needs MessageBody'],
  ['a parameter that is unknown', sqs('PurgeQueue', { Sure: 'yes' }), 'RequestParameters.Sure', 'no such parameter'],
  [
    'a queue that is not here',
    sqs('PurgeQueue', { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/x' }),
    'Target',
    'calls the queue x',
  ],
])('refuses %s', async (_, integration, property, reason) => {
  const template = apiTemplate({
    routes: { 'GET /a': integration },
    functions: {},
    resources: { Jobs: queueResource() },
  });
  const error: UnsupportedError = await serveTemplate(template).then(
    () => Promise.reject(new Error('it was served')),
    (refusal: UnsupportedError) => refusal,
  );
  expect(error.unsupported).toEqual([expect.objectContaining({ property, reason: expect.stringContaining(reason) })]);
});
