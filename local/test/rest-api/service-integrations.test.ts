import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { startEmbeddedDynamoDb } from '../../src/dynamodb/embedded-dynamodb';
import { UnsupportedError } from '../../src/core/errors';
import { defaultCredentials } from '../../src/core/development-credentials';
import { queueUrl, sqsClient } from '../support/queues';
import { RestFixture, RunningRestApi, serveRestApi } from '../support/rest-api';

const ACCOUNT = '000000000000';
const FORM = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };
const template = (text: string): object => ({ 'application/json': text });

/** An operation with an integration of a service; statuses are those of its responses. */
const service = (uri: string, more: Record<string, unknown> = {}): object => {
  const { responses = { default: { statusCode: '200' } }, ...rest } = more;
  const statuses = Object.values(responses as Record<string, { statusCode: string }>);
  return {
    responses: Object.fromEntries(statuses.map(({ statusCode }) => [statusCode, {}])),
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:${uri}`,
      responses,
      ...rest,
    },
  };
};
const answers = (text: string): object => ({ default: { statusCode: '200', responseTemplates: template(text) } });

const JOBS = `sqs:path/${ACCOUNT}/jobs`;
const SEND = 'Action=SendMessage&MessageBody=$input.body';
const XML = `
#set($responseBody = $input.path('$.SendMessageResponse'))
#set($requestId = $input.path('$.SendMessageResponse.ResponseMetadata.RequestId'))
#set($messageId = $responseBody.SendMessageResult.MessageId)
{"requestId": "$requestId", "messageId": "$messageId"}`;

const fixture: RestFixture = {
  body: () => ({
    paths: {
      '/sqs': {
        post: service(JOBS, {
          requestParameters: FORM,
          requestTemplates: template(SEND),
          passthroughBehavior: 'never',
          responses: answers('{"message": "great success!"}'),
        }),
      },
      '/ids': {
        post: service(JOBS, { requestParameters: FORM, requestTemplates: template(SEND), responses: answers(XML) }),
      },
      '/xml': {
        post: service(JOBS, {
          requestParameters: { ...FORM, 'integration.request.header.Accept': "'application/xml'" },
          requestTemplates: template(SEND),
        }),
      },
      '/attribute': {
        post: service(JOBS, {
          requestParameters: FORM,
          requestTemplates: template(
            `${SEND}&MessageAttributes.1.Name=user-agent&MessageAttributes.1.Value.DataType=String` +
              "&MessageAttributes.1.Value.StringValue=$input.params('HeaderFoo')",
          ),
        }),
      },
      '/json': {
        post: service(JOBS, {
          requestParameters: {
            'integration.request.header.Content-Type': "'application/x-amz-json-1.0'",
            'integration.request.header.X-Amz-Target': "'AmazonSQS.SendMessage'",
          },
          requestTemplates: template(
            `{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/$input.params('queue')", "MessageBody": "{}"}`,
          ),
          responses: {
            ...answers('{"message": "great success!"}'),
            400: { statusCode: '400', responseTemplates: template('{"message": "failure :("}') },
          },
        }),
      },
      '/action': {
        get: service('sqs:action/SendMessage', {
          requestParameters: {
            'integration.request.querystring.QueueUrl': `'https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/jobs'`,
            'integration.request.querystring.MessageBody': 'method.request.querystring.text',
          },
        }),
      },
      '/queues/{queue}': {
        get: service(`sqs:path/${ACCOUNT}/{queue}`, {
          requestParameters: {
            'integration.request.path.queue': 'method.request.path.queue',
            'integration.request.querystring.Action': "'ReceiveMessage'",
          },
        }),
      },
      ...Object.fromEntries(
        Object.entries({
          PutItem: `{"TableName": "items", "Item": {"id": {"S": "$input.params('id')"}}}`,
          Query: `{"TableName": "items", "KeyConditionExpression": "id = :id", "ExpressionAttributeValues": {":id": {"S": "$input.params('id')"}}}`,
          Scan: '{"TableName": "items"}',
          GetItem: `{"TableName": "$input.params('table')", "Key": {"id": {"S": "x"}}}`,
        }).map(([action, text]) => [
          `/${action}`,
          {
            post: service(`dynamodb:action/${action}`, {
              requestTemplates: template(text),
              responses: {
                default: { statusCode: '200' },
                '4\\d\\d': { statusCode: '400', responseTemplates: template('$input.path("$.__type")') },
              },
            }),
          },
        ]),
      ),
    },
  }),
  extend: (stack: Stack) => {
    new CfnQueue(stack, 'Jobs', { queueName: 'jobs' });
    new Table(stack, 'Items', {
      tableName: 'items',
      partitionKey: { name: 'id', type: AttributeType.STRING },
      removalPolicy: RemovalPolicy.DESTROY,
    });
  },
};

let api: RunningRestApi;
let client: SQSClient;
beforeAll(async () => {
  api = await serveRestApi(fixture);
  client = sqsClient(api.gateway);
});
afterAll(async () => {
  client.destroy();
  await api.close();
});

const post = (path: string, body = '', headers: Record<string, string> = {}) =>
  api.call(path, { method: 'POST', body, headers });
const received = async () => {
  const input = { QueueUrl: queueUrl(api.gateway, 'Jobs'), MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(input));
  return Messages.map(({ Body, MessageAttributes }) => ({ Body, MessageAttributes }));
};

describe('SQS', () => {
  it('takes a form at the address of a queue (recorded)', async () => {
    const { status, headers, body } = await post('/sqs', '{"foo": "bar"}', { 'content-type': 'application/json' });
    expect({ status, body }).toEqual({ status: 200, body: '{"message": "great success!"}' });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-amzn-trace-id': expect.any(String) });
    await post('/sqs');
    //
    expect((await received()).map(({ Body }) => Body)).toEqual(['{"foo": "bar"}', '{}']);
  });

  it('answers JSON to templates (recorded), since that is what the gateway accepts', async () => {
    const { messageId, requestId } = JSON.parse((await post('/ids', '<xml>Hello World</xml>')).body);
    expect([messageId, requestId]).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      expect.stringMatching(/^.{36}$/),
    ]);
    expect((await received()).map(({ Body }) => Body)).toEqual(['<xml>Hello World</xml>']);
  });

  it('answers XML where that is asked for (recorded)', async () => {
    const { headers, body } = await post('/xml', 'x');
    expect(body).toMatch(/^<\?xml version="1.0"\?><SendMessageResponse .*<MessageId>.*<\/MessageId><MD5OfMessageBody>/);
    expect(headers['content-type']).toBe('application/json');
    await received();
  });

  it('takes attributes (recorded)', async () => {
    await post('/attribute', '{"foo": "bar"}', { HeaderFoo: 'BAR-Header' });
    expect(await received()).toEqual([
      {
        Body: '{"foo": "bar"}',
        MessageAttributes: { 'user-agent': { DataType: 'String', StringValue: 'BAR-Header' } },
      },
    ]);
  });

  it('takes JSON by X-Amz-Target (recorded), and R-104 selects by the status', async () => {
    expect(await post('/json?queue=jobs')).toMatchObject({ status: 200, body: '{"message": "great success!"}' });
    expect(await post('/json?queue=nobody')).toMatchObject({ status: 400, body: '{"message": "failure :("}' });
    expect(await received()).toHaveLength(1);
  });

  it('takes an action with mapped parameters, and a queue by a mapped path', async () => {
    const { SendMessageResponse } = JSON.parse((await api.call('/action?text=hi')).body);
    expect(SendMessageResponse.SendMessageResult.MD5OfMessageBody).toBe('49f68a5c8493ec2c0bf489821c21fc3b');
    const { ReceiveMessageResponse } = JSON.parse((await api.call('/queues/jobs')).body);
    expect(ReceiveMessageResponse.ReceiveMessageResult.messages).toMatchObject([{ Body: 'hi' }]);
    const { Error } = JSON.parse((await api.call('/queues/nobody')).body);
    expect(Error).toMatchObject({ Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' });
  });
});

describe('DynamoDB', () => {
  it('writes and reads (recorded)', async () => {
    for (const id of ['test', 'test2', 'test 3']) {
      const { status, headers, body } = await post(`/PutItem?id=${encodeURIComponent(id)}`);
      expect({ status, body }).toEqual({ status: 200, body: '{}' });
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-amzn-trace-id': expect.any(String) });
    }
    const found = await post('/Query?id=test%203');
    expect(JSON.parse(found.body)).toEqual({ Count: 1, Items: [{ id: { S: 'test 3' } }], ScannedCount: 1 });
    const missing = await post('/Query?id=test-invalid');
    expect(JSON.parse(missing.body)).toEqual({ Count: 0, Items: [], ScannedCount: 0 });
    expect(JSON.parse((await post('/Scan')).body)).toMatchObject({ Count: 3, ScannedCount: 3 });
  });

  it('R-104: its errors select by the status', async () => {
    const { status, body } = await post('/GetItem?table=nobody');
    expect({ status, body }).toEqual({
      status: 400,
      body: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    });
  });

  it('is there even when the assembly has no table', async () => {
    const bare = await serveRestApi({
      body: fixture.body,
      extend: (stack) => new CfnQueue(stack, 'Jobs', { queueName: 'jobs' }),
    });
    expect(await bare.call('/GetItem?table=x', { method: 'POST' })).toMatchObject({ status: 400 });
    await bare.close();
  });

  it('may be another one', async () => {
    const other = await startEmbeddedDynamoDb({ tables: [] });
    const { endpoint } = other;
    const second = await serveRestApi(fixture, { dynamoDbEndpoint: endpoint });
    await second.call('/PutItem?id=shared', { method: 'POST' });
    const dynamoDb = new DynamoDBClient({
      endpoint,
      region: 'us-east-1',
      credentials: defaultCredentials,
    });
    const { Item } = await dynamoDb.send(new GetItemCommand({ TableName: 'items', Key: { id: { S: 'shared' } } }));
    expect(Item).toEqual({ id: { S: 'shared' } });
    dynamoDb.destroy();
    await second.close();
    await other.close();
  });
});

it('a queue that is not here is refused by name', async () => {
  const start = serveRestApi({ body: () => ({ paths: { '/a': { get: service(`sqs:path/${ACCOUNT}/elsewhere`) } } }) });
  const error = await start.catch((refusal: UnsupportedError) => refusal);
  expect((error as UnsupportedError).unsupported).toMatchObject([
    { property: 'Body GET /a', reason: 'calls the queue elsewhere in us-east-1, which is no queue of this assembly' },
  ]);
});
