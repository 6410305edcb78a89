import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { queueResource, queueUrl, sqsClient } from '../support/queues';
import { refusalOf, SocketClient } from '../support/socket-client';
import { until } from '../support/until';
import { WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function serve(fixture: WebSocketFixture): Promise<string> {
  running = await serveTemplate(webSocketTemplate({ functions: {}, ...fixture }));
  return running.gateway.url('Live');
}

/** An integration with `SERVICE:path/…` or `SERVICE:action/…`. */
const aws = (uri: string, properties: object = {}): object => ({
  IntegrationType: 'AWS',
  IntegrationMethod: 'POST',
  IntegrationUri: { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:${uri}` },
  ...properties,
});
const invoke = (functionId: string, properties: object = {}) =>
  aws(`lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations`, properties);
const template = (text: string): object => ({
  RequestTemplates: { $default: text },
  TemplateSelectionExpression: '\\$default',
});
/** An integration response of the integration of a route, by its place. */
const response = (route: number, key: string, text?: string): Record<string, object> => ({
  [`Response${route}${key.replace(/\W/g, '')}`]: {
    Type: 'AWS::ApiGatewayV2::IntegrationResponse',
    Properties: {
      ApiId: { Ref: 'Live' },
      IntegrationId: { Ref: `Integration${route}` },
      IntegrationResponseKey: key,
      ...(text !== undefined && { ResponseTemplates: { $default: text }, TemplateSelectionExpression: '\\$default' }),
    },
  },
});

async function answersTo(url: string, ...messages: object[]): Promise<string[]> {
  const client = await SocketClient.open(url);
  const answers: string[] = [];
  for (const message of messages) {
    client.send(message);
    answers.push(await client.next());
  }
  await client.close();
  return answers;
}

describe('W-24: functions without proxy', () => {
  const functions = {
    Event: 'exports.handler = async (event) => { if (event.fail) throw new Error("a secret"); return event; };',
  };

  it('get what the template makes, and answer what the response makes of it', async () => {
    const url = await serve({
      functions,
      routes: {
        double: invoke('Event', template('{"n": $input.path("$.n"), "who": "$context.routeKey"}')),
        plain: invoke('Event'),
      },
      replies: ['double', 'plain'],
      resources: { ...response(0, '/2\\d\\d/', '{"got": $input.json("$")}'), ...response(1, '$default') },
    });
    expect(await answersTo(url, { action: 'double', n: 21 }, { action: 'plain', n: 1 })).toEqual([
      '{"got": {"n":21,"who":"double"}}',
      '{"action":"plain","n":1}',
    ]);
  });

  it('that fail are told, and so is an answer that no response is for; without a reply nothing is', async () => {
    const url = await serve({
      functions,
      routes: { fail: invoke('Event', template('{"fail": true}')), lost: invoke('Event'), silent: invoke('Event') },
      replies: ['fail', 'lost'],
      resources: { ...response(0, '$default'), ...response(1, '/4\\d\\d/') },
    });
    const client = await SocketClient.open(url);
    client.send({ action: 'silent' });
    const answers: unknown[] = [];
    for (const action of ['fail', 'lost']) {
      client.send({ action });
      answers.push(JSON.parse(await client.next()));
    }
    await client.close();
    expect(answers).toEqual([
      expect.objectContaining({ message: 'Internal server error' }),
      expect.objectContaining({ message: 'Internal server error' }),
    ]);
    expect(JSON.stringify(running!.gateway.requests)).not.toContain('secret');
  });

  it('may be invoked without waiting for them', async () => {
    const lines: string[] = [];
    running = await serveTemplate(
      webSocketTemplate({
        functions: { Late: 'exports.handler = async ({ n }) => console.log("ran " + n);' },
        routes: {
          later: invoke('Late', {
            RequestParameters: { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" },
          }),
        },
        replies: ['later'],
        resources: response(0, '/202/', 'accepted'),
      }),
      { onFunctionLog: ({ text }) => lines.push(text) },
    );
    expect(await answersTo(running.gateway.url('Live'), { action: 'later', n: 7 })).toEqual(['accepted']);
    await until(() => lines.some((line) => line.includes('ran 7')));
  });
});

describe('SQS', () => {
  const FORM = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };
  const send = aws('sqs:path/${AWS::AccountId}/${Jobs.QueueName}', {
    RequestParameters: FORM,
    ...template(
      'Action=SendMessage&MessageBody=$util.urlEncode($input.body)&MessageAttribute.1.Name=connectionId' +
        '&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=$context.connectionId',
    ),
  });

  it('takes messages without a function in between', async () => {
    const url = await serve({
      routes: { $default: send },
      replies: ['$default'],
      resources: {
        Jobs: queueResource(),
        ...response(0, '/200/', 'queued $input.path("$.SendMessageResponse.SendMessageResult.MD5OfMessageBody")'),
      },
    });
    expect(await answersTo(url, { text: 'ä&b' })).toEqual([expect.stringMatching(/^queued [0-9a-f]{32}$/)]);
    const client = sqsClient(running!.gateway);
    const QueueUrl = queueUrl(running!.gateway, 'Jobs');
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    client.destroy();
    expect(Messages).toMatchObject([
      { Body: '{"text":"ä&b"}', MessageAttributes: { connectionId: { StringValue: expect.stringMatching(/=$/) } } },
    ]);
  });
});

describe('DynamoDB', () => {
  const connections = {
    Connections: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    },
  };
  const put = (resource: string) =>
    aws('dynamodb:action/PutItem', {
      RequestTemplates: {
        'application/json': {
          'Fn::Sub': `{"TableName": "${resource}", "Item": {"id": {"S": "$context.connectionId"}, "name": {"S": "$context.stage"}}}`,
        },
      },
    });
  const scan = aws('dynamodb:action/Scan', {
    RequestTemplates: { 'application/json': { 'Fn::Sub': '{"TableName": "${Connections}"}' } },
  });

  it('learns who connects, and tells', async () => {
    const url = await serve({
      routes: { $connect: put('${Connections}'), who: scan },
      replies: ['who'],
      resources: {
        ...connections,
        ...response(0, '$default'),
        ...response(1, '$default', '$input.path("$.Items[0].name.S")'),
      },
    });
    expect(await answersTo(url, { action: 'who' })).toEqual(['prod']);
  });

  it('W-3: its errors refuse a handshake', async () => {
    const url = await serve({
      routes: { $connect: put('nobody') },
      resources: { ...connections, ...response(0, '$default') },
    });
    expect((await refusalOf(url)).status).toBe(400);
  });
});
