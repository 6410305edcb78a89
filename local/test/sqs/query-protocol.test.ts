import { sign } from 'aws4';
import { defaultCredentials } from '../../src/core/development-credentials';
import { listen, Listener } from '../../src/gateway/listener';
import { QueueStore } from '../../src/sqs/queue-store';
import { answerSqs } from '../../src/sqs/sqs-endpoint';
import { call, CallResult } from '../support/call';
import { TestClock } from '../support/gateway';
import { queueModel } from './queue-fixture';

const clock = { now: () => Date.now() };
let listener: Listener;
let queues: QueueStore;

beforeAll(async () => {
  queues = new QueueStore(new TestClock());
  listener = await listen(0, clock, (request, signal) =>
    answerSqs(request, signal, { queues, clock, credentials: defaultCredentials }),
  );
});
beforeEach(() => {
  queues.replace([]);
  queues.replace([queueModel('jobs')]);
});
afterAll(() => listener.close());

/** As an SDK before 2023 sends it. */
function send(form: string, { accept = '*/*', path = '/' } = {}): Promise<CallResult> {
  const host = `127.0.0.1:${listener.port}`;
  const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
  const { headers } = sign(
    {
      host,
      method: 'POST',
      path,
      body: form,
      service: 'sqs',
      region: 'eu-central-1',
      headers: { 'Content-Type': contentType, Accept: accept },
    },
    defaultCredentials,
  );
  return call(`http://${host}`, path, { method: 'POST', headers: headers as Record<string, string>, body: form });
}

const JOBS = '/123456789012/jobs';
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const NAMESPACE = 'xmlns="http://queue.amazonaws.com/doc/2012-11-05/"';
const METADATA = `<ResponseMetadata><RequestId>${UUID}</RequestId></ResponseMetadata>`;

describe('XML', () => {
  it('answers a message that is sent to the queue of the path', async () => {
    const { status, headers, body } = await send('Action=SendMessage&Version=2012-11-05&MessageBody=hello', {
      path: JOBS,
    });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/xml');
    expect(body).toMatch(
      new RegExp(
        `^<\\?xml version="1.0"\\?><SendMessageResponse ${NAMESPACE}><SendMessageResult><MessageId>${UUID}</MessageId>` +
          `<MD5OfMessageBody>5d41402abc4b2a76b9719d911017c592</MD5OfMessageBody></SendMessageResult>${METADATA}` +
          '</SendMessageResponse>$',
      ),
    );
  });

  it.each(['MessageAttribute', 'MessageAttributes'])('takes attributes by the name of %s (recorded)', async (name) => {
    const attribute = `${name}.1.Name=kind&${name}.1.Value.DataType=String&${name}.1.Value.StringValue=a%26b`;
    await send(`Action=SendMessage&MessageBody=%3Ca%3E+b&DelaySeconds=0&${attribute}`, { path: JOBS });
    const { body } = await send('Action=ReceiveMessage&MessageAttributeName.1=All&AttributeName=SenderId', {
      path: JOBS,
    });
    expect(body).toContain('<Body>&lt;a&gt; b</Body>');
    expect(body).toContain('<Attribute><Name>SenderId</Name><Value>AIDALOCALDEVELOPMENT</Value></Attribute>');
    expect(body).toContain(
      '<MessageAttribute><Name>kind</Name><Value><DataType>String</DataType><StringValue>a&amp;b</StringValue></Value></MessageAttribute>',
    );
  });

  it('answers batches entry by entry', async () => {
    const entry = (n: number, id: string, more = '') =>
      `SendMessageBatchRequestEntry.${n}.Id=${id}&SendMessageBatchRequestEntry.${n}.MessageBody=x${more}`;
    const entries = [entry(2, 'second'), entry(1, 'first', '&SendMessageBatchRequestEntry.1.DelaySeconds=901')];
    const url = encodeURIComponent(`http://elsewhere${JOBS}`);
    const { body } = await send(`Action=SendMessageBatch&QueueUrl=${url}&${entries.join('&')}`);
    expect(body).toMatch(/<SendMessageBatchResultEntry><Id>second<\/Id><MessageId>/);
    expect(body).toMatch(/<BatchResultErrorEntry><Id>first<\/Id><Code>InvalidParameterValue<\/Code>/);
    expect(body).toContain('<SenderFault>true</SenderFault>');
  });

  it('has no result where there is none', async () => {
    const { body } = await send('Action=PurgeQueue', { path: JOBS });
    expect(body).toMatch(new RegExp(`<PurgeQueueResponse ${NAMESPACE}>${METADATA}</PurgeQueueResponse>$`));
  });

  it('answers errors', async () => {
    const { status, body } = await send('Action=SendMessage&MessageBody=x', { path: '/123456789012/nobody' });
    expect(status).toBe(400);
    expect(body).toMatch(
      new RegExp(
        `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>AWS.SimpleQueueService.NonExistentQueue</Code>` +
          `<Message>The specified queue does not exist.</Message><Detail/></Error><RequestId>${UUID}</RequestId></ErrorResponse>$`,
      ),
    );
    expect((await send('MessageBody=x', { path: JOBS })).body).toContain('<Code>MissingAction</Code>');
    expect((await send('Action=SendMessage&MessageBody=x&DelaySeconds=soon', { path: JOBS })).body).toContain(
      '<Message>DelaySeconds must be an integer</Message>',
    );
  });

  it('refuses who does not sign', async () => {
    const { status, body } = await call(`http://127.0.0.1:${listener.port}`, `${JOBS}?Action=PurgeQueue`);
    expect(status).toBe(403);
    expect(body).toContain('<Code>AccessDenied</Code>');
  });
});

describe('JSON, where it is accepted', () => {
  const json = async (form: string) => {
    const { headers, body } = await send(form, { accept: 'application/json', path: JOBS });
    expect(headers['content-type']).toBe('application/json');
    return body;
  };

  it('has every member of an answer in alphabetical order (reported)', async () => {
    expect(await json('Action=SendMessage&MessageBody=hello')).toMatch(
      new RegExp(
        `^{"SendMessageResponse":{"ResponseMetadata":{"RequestId":"${UUID}"},"SendMessageResult":{"MD5OfMessageAttributes":null,` +
          `"MD5OfMessageBody":"5d41402abc4b2a76b9719d911017c592","MD5OfMessageSystemAttributes":null,"MessageId":"${UUID}","SequenceNumber":null}}}$`,
      ),
    );
    expect(await json('Action=ReceiveMessage')).toMatch(
      new RegExp(
        `^{"ReceiveMessageResponse":{"ReceiveMessageResult":{"messages":\\[{"Attributes":null,"Body":"hello","MD5OfBody":"5d41402abc4b2a76b9719d911017c592",` +
          `"MD5OfMessageAttributes":null,"MessageAttributes":null,"MessageId":"${UUID}","ReceiptHandle":"[^"]+"}\\]},"ResponseMetadata":{"RequestId":"${UUID}"}}}$`,
      ),
    );
    expect(await json('Action=ReceiveMessage')).toContain('"ReceiveMessageResult":{"messages":null}');
    expect(await json('Action=ListQueues&QueueNamePrefix=x')).toContain('{"NextToken":null,"queueUrls":null}');
  });

  it('has maps as lists', async () => {
    expect(await json('Action=GetQueueAttributes&AttributeName.1=DelaySeconds')).toContain(
      '"GetQueueAttributesResult":{"Attributes":[{"Name":"DelaySeconds","Value":"0"}]}',
    );
  });

  it('answers errors', async () => {
    expect(JSON.parse(await json('Action=SendMessage'))).toEqual({
      Error: {
        Code: 'MissingParameter',
        Message: 'The request must contain the parameter MessageBody.',
        Type: 'Sender',
      },
      RequestId: expect.any(String),
    });
  });
});
