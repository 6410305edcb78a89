import { EventEmitter, once } from 'node:events';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SendMessageCommandInput,
  SQSClient,
  SQSServiceException,
} from '@aws-sdk/client-sqs';
import { defaultCredentials } from '../../src/core/development-credentials';
import { listen, Listener } from '../../src/gateway/listener';
import { QueueStore } from '../../src/sqs/queue-store';
import { answerSqs } from '../../src/sqs/sqs-endpoint';
import { call } from '../support/call';
import { queueModel } from './queue-fixture';

/** Tells of each request, with the signal that its caller has gone. */
const arrivals = new EventEmitter();
let listener: Listener;
let queues: QueueStore;
let client: SQSClient;
let endpoint: string;
let QueueUrl: string;
const clock = { now: () => Date.now() + offset };
let offset = 0;

beforeAll(async () => {
  queues = new QueueStore(clock);
  listener = await listen(0, clock, (request, signal) => {
    arrivals.emit('request', signal);
    return answerSqs(request, signal, { queues, clock, credentials: defaultCredentials });
  });
  endpoint = `http://127.0.0.1:${listener.port}`;
  QueueUrl = `${endpoint}/123456789012/jobs`;
  client = clientFor();
});
beforeEach(() => {
  queues.replace([]);
  queues.replace([queueModel('jobs'), queueModel('small', { maximumMessageBytes: 1_024, delaySeconds: 7 })]);
});
afterAll(async () => {
  client.destroy();
  await listener.close();
});

function clientFor(region = 'eu-central-1', credentials = defaultCredentials): SQSClient {
  return new SQSClient({ endpoint, region, credentials, maxAttempts: 1 });
}

const send = (input: Partial<SendMessageCommandInput> = {}) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello', ...input }));
const receive = async (input: Partial<ReceiveMessageCommandInput> = {}) =>
  (await client.send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];

/** Name, status and code of the error that it ends with. */
async function errorOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    const { name, message, $metadata } = error as SQSServiceException;
    const { Code: code } = (error as { Error?: { Code?: string } }).Error ?? {};
    return { name, message, status: $metadata?.httpStatusCode, code };
  }
  throw new Error('expected an error');
}

describe('messages', () => {
  it('are sent with digests that the SDK checks, and received as they were', async () => {
    const attributes = {
      Kind: { DataType: 'String.custom', StringValue: 'größe' },
      Count: { DataType: 'Number', StringValue: '7' },
      Blob: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 1, 255) },
    };
    const sent = await send({
      MessageBody: 'grüße 👋',
      MessageAttributes: attributes,
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-2-3' } },
    });
    // made by a few lines of Python, after the developer guide's description of the algorithm
    expect(sent.MD5OfMessageBody).toBe('540178070b815959f92b43ab337f74b1');
    expect(sent.MD5OfMessageAttributes).toBe('f41156d436b2acbb1eadd63c6cb876c1');
    const [message] = await receive({ MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['All'] });
    expect(message).toEqual({
      MessageId: sent.MessageId,
      ReceiptHandle: expect.any(String),
      MD5OfBody: sent.MD5OfMessageBody,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      Body: 'grüße 👋',
      MessageAttributes: attributes,
      Attributes: {
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        SentTimestamp: expect.stringMatching(/^\d{13}$/),
        SenderId: 'AIDALOCALDEVELOPMENT',
        AWSTraceHeader: 'Root=1-2-3',
      },
    });
  });

  it('show the attributes that are asked for, no others', async () => {
    const one = { DataType: 'String', StringValue: '1' };
    await send({ MessageAttributes: { 'trace.id': one, 'trace.span': one, other: one } });
    const names = async (...MessageAttributeNames: string[]) => {
      const [message] = await receive({ MessageAttributeNames, VisibilityTimeout: 0 });
      return Object.keys(message?.MessageAttributes ?? {}).sort();
    };
    expect(await names()).toEqual([]);
    expect(await names('other', 'missing')).toEqual(['other']);
    expect(await names('trace.*')).toEqual(['trace.id', 'trace.span']);
    expect(await names('.*')).toEqual(['other', 'trace.id', 'trace.span']);
    const [message] = await receive({ AttributeNames: ['SenderId'] as never, VisibilityTimeout: 0 });
    expect(message?.Attributes).toEqual({ SenderId: 'AIDALOCALDEVELOPMENT' });
    expect(message?.MD5OfMessageAttributes).toBeUndefined();
  });

  it('are deleted, one by one or as a batch', async () => {
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
    const { Successful } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
    const [first, ...rest] = await receive({ MaxNumberOfMessages: 10 });
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    const deleted = await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: [
          ...rest.map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle })),
          { Id: 'bad', ReceiptHandle: 'nonsense' },
        ],
      }),
    );
    expect(deleted.Successful).toEqual([{ Id: 'm0' }, { Id: 'm1' }]);
    expect(deleted.Failed).toEqual([
      { Id: 'bad', Code: 'ReceiptHandleIsInvalid', Message: expect.any(String), SenderFault: true },
    ]);
    expect(queues.byName('jobs')[0]!.counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('come back when their visibility time-out is set to 0', async () => {
    await send();
    await send();
    const [first, second] = await receive({ MaxNumberOfMessages: 2 });
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: first!.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect((await receive())[0]?.MessageId).toBe(first?.MessageId);
    const Entries = [{ Id: 'x', ReceiptHandle: second!.ReceiptHandle, VisibilityTimeout: 0 }];
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
    expect((await receive())[0]?.MessageId).toBe(second?.MessageId);
  });

  it('are waited for', async () => {
    const waiting = receive({ WaitTimeSeconds: 20 });
    await send();
    expect((await waiting).length).toBe(1);
  });

  it('are not taken for a caller who has hung up', async () => {
    const hangUp = new AbortController();
    const waiting = client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: hangUp.signal,
    });
    const [atServer] = (await once(arrivals, 'request')) as [AbortSignal];
    hangUp.abort();
    await expect(waiting).rejects.toThrow('abort');
    if (!atServer.aborted) await once(atServer, 'abort');
    await send();
    expect((await receive({ WaitTimeSeconds: 20 })).length).toBe(1);
  });
});

describe('queues', () => {
  it('are listed, and found by name', async () => {
    const small = `${endpoint}/123456789012/small`;
    expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toEqual([QueueUrl, small]);
    expect((await client.send(new ListQueuesCommand({ QueueNamePrefix: 'sm' }))).QueueUrls).toEqual([small]);
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'small' }))).QueueUrl).toBe(small);
  });

  it('tell their attributes', async () => {
    await send();
    await send({ DelaySeconds: 900 });
    const all = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(all.Attributes).toMatchObject({
      QueueArn: 'arn:aws:sqs:eu-central-1:123456789012:jobs',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      MaximumMessageSize: '1048576',
      VisibilityTimeout: '30',
    });
    const one = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['DelaySeconds'] }));
    expect(one.Attributes).toEqual({ DelaySeconds: '0' });
  });

  it('are purged', async () => {
    await send();
    await client.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await receive()).toEqual([]);
  });
});

describe('errors, as the service has them', () => {
  const invalid = (message: string) => ({
    name: 'InvalidParameterValue',
    message: expect.stringContaining(message),
    status: 400,
    code: 'InvalidParameterValue',
  });

  it('a queue that is not there', async () => {
    expect(await errorOf(send({ QueueUrl: `${endpoint}/123456789012/nope` }))).toEqual({
      name: 'QueueDoesNotExist',
      message: 'The specified queue does not exist.',
      status: 400,
      code: 'AWS.SimpleQueueService.NonExistentQueue',
    });
    const elsewhere = clientFor('us-east-1');
    expect(await errorOf(elsewhere.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })))).toMatchObject({
      name: 'QueueDoesNotExist',
      message: expect.stringContaining('It is in eu-central-1, and the request is signed for us-east-1.'),
    });
    elsewhere.destroy();
  });

  it('values out of range', async () => {
    expect(await errorOf(send({ DelaySeconds: 901 }))).toEqual(invalid('Value 901 for parameter DelaySeconds'));
    expect(await errorOf(receive({ MaxNumberOfMessages: 11 }))).toEqual(invalid('Must be between 1 and 10'));
    expect(await errorOf(receive({ WaitTimeSeconds: 21 }))).toEqual(invalid('Must be >= 0 and <= 20'));
    expect(await errorOf(receive({ VisibilityTimeout: 43_201 }))).toEqual(invalid('between 0 and 43200'));
  });

  it('messages that are too long: 1 MiB, or what the queue allows, attributes included', async () => {
    await send({ MessageBody: 'x'.repeat(1_048_576) });
    expect(await errorOf(send({ MessageBody: 'x'.repeat(1_048_577) }))).toEqual(invalid('shorter than 1048576 bytes'));
    const small = { QueueUrl: `${endpoint}/123456789012/small` };
    const MessageAttributes = { a: { DataType: 'String', StringValue: 'b' } };
    await send({ ...small, MessageBody: 'x'.repeat(1_016), MessageAttributes });
    expect(await errorOf(send({ ...small, MessageBody: 'x'.repeat(1_017), MessageAttributes }))).toEqual(
      invalid('shorter than 1024 bytes'),
    );
  });

  it('bodies that are empty, or hold what XML can not', async () => {
    expect(await errorOf(send({ MessageBody: '' }))).toMatchObject({ status: 400, code: 'MissingParameter' });
    expect(await errorOf(send({ MessageBody: 'a\u0000' }))).toMatchObject({ name: 'InvalidMessageContents' });
  });

  it.each([
    ['InvalidParameterValue', { 'a b': { DataType: 'String', StringValue: 'x' } }],
    ['InvalidParameterValue', { a: { DataType: 'Text', StringValue: 'x' } }],
    ['InvalidParameterValue', { a: { DataType: 'String', StringValue: '' } }],
    ['InvalidParameterValue', { a: { DataType: 'Number', StringValue: 'x' } }],
    ['AWS.SimpleQueueService.UnsupportedOperation', { a: { DataType: 'String', StringListValues: ['x'] } }],
  ])('%s for attributes %j', async (code, MessageAttributes) => {
    expect(await errorOf(send({ MessageAttributes }))).toMatchObject({ status: 400, code });
  });

  const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
  it.each([
    ['EmptyBatchRequest', []],
    ['TooManyEntriesInBatchRequest', Array.from({ length: 11 }, (_, index) => entry(`e${index}`))],
    ['BatchEntryIdsNotDistinct', [entry('a'), entry('a')]],
    ['InvalidBatchEntryId', [entry('a b')]],
    ['BatchRequestTooLong', [entry('a', 'x'.repeat(1_000_000)), entry('b', 'x'.repeat(48_577))]],
  ])('%s', async (name, Entries) => {
    expect(await errorOf(client.send(new SendMessageBatchCommand({ QueueUrl, Entries })))).toMatchObject({
      name,
      status: 400,
      code: `AWS.SimpleQueueService.${name}`,
    });
    expect(await receive()).toEqual([]);
  });

  it('an entry of a batch fails alone', async () => {
    const Entries = [entry('good'), { ...entry('bad'), DelaySeconds: -1 }];
    const { Successful, Failed } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['good']);
    expect(Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidParameterValue', SenderFault: true }]);
  });

  it('a receipt handle that is none', async () => {
    const wrong = { QueueUrl, ReceiptHandle: 'nonsense' };
    expect(await errorOf(client.send(new DeleteMessageCommand(wrong)))).toMatchObject({
      name: 'ReceiptHandleIsInvalid',
      status: 404,
    });
  });

  it('an action that is not served, by its name', async () => {
    expect(await errorOf(client.send(new CreateQueueCommand({ QueueName: 'new' })))).toMatchObject({
      name: 'UnsupportedOperation',
      message: expect.stringContaining('CreateQueue is not served by the local gateway'),
    });
  });
});

describe('signatures', () => {
  it('without one: 403', async () => {
    const headers = { 'X-Amz-Target': 'AmazonSQS.ListQueues', 'Content-Type': 'application/x-amz-json-1.0' };
    const { status, headers: answered, body } = await call(endpoint, '/', { method: 'POST', headers, body: '{}' });
    expect(status).toBe(403);
    expect(answered['x-amzn-query-error']).toBe('AccessDenied;Sender');
    expect(body).toContain('sign with the development credentials');
  });

  it.each([
    ['another key', { ...defaultCredentials, accessKeyId: 'AKIAOTHER' }, 'InvalidClientTokenId'],
    ['another secret', { ...defaultCredentials, secretAccessKey: 'guess' }, 'SignatureDoesNotMatch'],
  ])('with %s: 403', async (_, credentials, code) => {
    const stranger = clientFor('eu-central-1', credentials);
    expect(await errorOf(stranger.send(new ListQueuesCommand({})))).toMatchObject({ status: 403, code });
    stranger.destroy();
  });

  it('by the injected clock', async () => {
    offset = 301_000;
    const wrong = new SQSClient({ endpoint, region: 'eu-central-1', credentials: defaultCredentials, maxAttempts: 1 });
    expect(await errorOf(wrong.send(new ListQueuesCommand({})))).toMatchObject({ status: 403 });
    wrong.destroy();
    offset = 0;
  });
});
