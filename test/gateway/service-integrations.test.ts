import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  Authorization,
  Cors,
  DynamoDbAction,
  DynamoDbType,
  MeteredRestApi,
  RouteIntegration,
  SecureHttpApi,
  SqsAction,
} from '../../lib';
import { Gateway } from '../../local/src';
import { defaultCredentials } from '../../local/src/core/development-credentials';
import { served } from './synthesized';

const calling =
  (gateway: Gateway) =>
  async (path: string, method = 'GET', body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url('Api')}${path}`, { method, headers, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };

/** Bodies of the messages in the only queue. */
async function messagesIn({ queues, sqsEndpoint }: Gateway): Promise<(string | undefined)[]> {
  const client = new SQSClient({ endpoint: sqsEndpoint, region: 'us-east-1', credentials: defaultCredentials });
  const QueueUrl = queues[0]!.url;
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  client.destroy();
  return Messages.map(({ Body }) => Body);
}

const open = { authorization: Authorization.none(), apiKeyRequired: false };

function restApi(stack: Stack): MeteredRestApi {
  return new MeteredRestApi(stack, 'Api', { authorization: Authorization.none(), cors: Cors.disabled() });
}

describe('integrations of a MeteredRestApi', () => {
  it('a queue takes the body, or a member of it', async () => {
    await served(
      (stack) => {
        const queue = new Queue(stack, 'Jobs');
        const api = restApi(stack);
        const parameters = { MessageBody: '$request.body.note', DelaySeconds: '$request.body.delay' };
        api.addRoute('POST /jobs', RouteIntegration.sqs(queue), open);
        api.addRoute('POST /notes', RouteIntegration.sqs(queue, { parameters }), open);
      },
      async (gateway) => {
        const ask = calling(gateway);
        const accepted = { status: 202, body: { messageId: expect.stringMatching(/^[0-9a-f-]{36}$/) } };
        expect(await ask('/jobs', 'POST', { text: 'ä & "b" = c+d' })).toEqual(accepted);
        expect(await ask('/notes', 'POST', { note: { deep: [1] }, delay: 0 })).toEqual(accepted);
        expect(await messagesIn(gateway)).toEqual(['{"text":"ä & \\"b\\" = c+d"}', '{"deep":[1]}']);
        expect(await ask('/notes', 'POST', { note: 'x', delay: 901 })).toMatchObject({ status: 400 });
      },
    );
  });

  it('a FIFO queue keeps the order, and takes a body once', async () => {
    await served(
      (stack) => {
        const queue = new Queue(stack, 'Jobs', { fifo: true, contentBasedDeduplication: true });
        restApi(stack).addRoute(
          'POST /jobs',
          RouteIntegration.sqs(queue, { messageGroupId: '$request.body.group' }),
          open,
        );
      },
      async (gateway) => {
        const send = (n: number) => calling(gateway)('/jobs', 'POST', { group: 'a', n });
        const [first] = [await send(1), await send(2)];
        expect(await send(1)).toEqual(first);
        expect(await messagesIn(gateway)).toEqual(['{"group":"a","n":1}', '{"group":"a","n":2}']);
      },
    );
  });

  it('a table is written, read and queried', async () => {
    await served(
      (stack) => {
        const orders = new Table(stack, 'Orders', {
          partitionKey: { name: 'customer', type: AttributeType.STRING },
          sortKey: { name: 'id', type: AttributeType.STRING },
          removalPolicy: RemovalPolicy.DESTROY,
        });
        const api = restApi(stack);
        const key = { customer: 'path.customer', id: 'path.id' };
        const put = RouteIntegration.dynamoDb(orders, {
          action: DynamoDbAction.PUT_ITEM,
          key,
          attributes: { sku: 'body.sku', count: 'body.count', state: 'new' },
          types: { count: DynamoDbType.NUMBER },
        });
        const get = RouteIntegration.dynamoDb(orders, { action: DynamoDbAction.GET_ITEM, key });
        const query = RouteIntegration.dynamoDb(orders, {
          action: DynamoDbAction.QUERY,
          key: { customer: 'path.customer' },
          limit: 1,
        });
        api.addRoute('PUT /customers/{customer}/orders/{id}', put, open);
        api.addRoute('GET /customers/{customer}/orders/{id}', get, open);
        api.addRoute('GET /customers/{customer}/orders', query, open);
      },
      async (gateway) => {
        const ask = calling(gateway);
        const [first, order] = ['/customers/ada/orders/1', { sku: 'pen', count: 2 }];
        expect(await ask(first)).toMatchObject({ status: 404 });
        expect(await ask(first, 'PUT', order)).toMatchObject({ status: 201 });
        expect(await ask(first, 'PUT', order)).toMatchObject({ status: 409 });
        expect(await ask('/customers/ada/orders/2', 'PUT', { count: 'many' })).toMatchObject({ status: 400 });
        const item = { customer: 'ada', id: '1', ...order, state: 'new' };
        expect(await ask(first)).toEqual({ status: 200, body: item });
        expect(await ask('/customers/ada/orders')).toEqual({ status: 200, body: { items: [item], more: true } });
        expect(await ask('/customers/bob/orders')).toEqual({ status: 200, body: { items: [], more: false } });
      },
    );
  });

  it('an event bus gets events', async () => {
    await served(
      (stack) => {
        const integration = RouteIntegration.eventBridge(EventBus.fromEventBusName(stack, 'Bus', 'shop'), {
          source: 'com.example.orders',
          detailType: 'OrderPlaced',
        });
        restApi(stack).addRoute('POST /orders', integration, open);
      },
      async (gateway) => {
        expect(await calling(gateway)('/orders', 'POST', { n: 1 })).toEqual({
          status: 202,
          body: { eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        });
        expect(gateway.events).toMatchObject([
          { eventBus: 'shop', source: 'com.example.orders', detailType: 'OrderPlaced', detail: { n: 1 } },
        ]);
        expect(await calling(gateway)('/orders', 'POST', [1])).toMatchObject({ status: 400 });
      },
    );
  });

  it('a function is called with templates', async () => {
    await served(
      (stack) => {
        const price = new Function(stack, 'Price', {
          runtime: Runtime.NODEJS_24_X,
          handler: 'index.handler',
          code: Code.fromInline(`exports.handler = async ({ sku }) => {
  if (sku === 'broken') throw new Error('a secret');
  if (sku !== 'pen') throw new Error('NotFound: ' + sku);
  return { amount: 3, currency: 'EUR' };
};`),
        });
        const integration = RouteIntegration.lambdaWithTemplates(price, {
          requestTemplates: { 'application/json': '{"sku":$input.json("$.sku")}' },
          responses: [
            { statusCode: 200, template: '{"price":$input.json("$.amount")}' },
            { statusCode: 404, selectionPattern: 'NotFound.*', template: '{"title":"no such product"}' },
          ],
        });
        restApi(stack).addRoute('POST /prices', integration, open);
      },
      async (gateway) => {
        const ask = (sku: string) => calling(gateway)('/prices', 'POST', { sku });
        expect(await ask('pen')).toEqual({ status: 200, body: { price: 3 } });
        expect(await ask('ink')).toEqual({ status: 404, body: { title: 'no such product' } });
        const failed = await ask('broken');
        expect(failed.status).toBe(502);
        expect(JSON.stringify(failed.body)).not.toContain('secret');
      },
    );
  });
});

it('a queue of a SecureHttpApi is sent to, received from, and emptied', async () => {
  await served(
    (stack) => {
      const queue = new Queue(stack, 'Jobs');
      const authorization = Authorization.none();
      const api = new SecureHttpApi(stack, 'Api', { authorization, cors: Cors.disabled() });
      const on = (action: SqsAction) => RouteIntegration.sqs(queue, { action });
      api.addRoute('POST /jobs', RouteIntegration.sqs(queue), { authorization });
      api.addRoute('GET /jobs', on(SqsAction.RECEIVE_MESSAGE), { authorization });
      api.addRoute('POST /done', on(SqsAction.DELETE_MESSAGE), { authorization });
      api.addRoute('DELETE /jobs', on(SqsAction.PURGE_QUEUE), { authorization });
    },
    async (gateway) => {
      const ask = async (path: string, method: string, body?: string) => {
        const response = await fetch(`${gateway.url('Api')}${path}`, { method, body });
        return { status: response.status, body: await response.text() };
      };
      expect(await ask('/jobs', 'POST', 'hello')).toMatchObject({
        status: 200,
        body: expect.stringContaining('<MessageId>'),
      });
      const { body } = await ask('/jobs', 'GET');
      expect(body).toContain('<Body>hello</Body>');
      const [, ReceiptHandle] = /<ReceiptHandle>(.*)<\/ReceiptHandle>/.exec(body)!;
      expect(await ask('/done', 'POST', JSON.stringify({ ReceiptHandle }))).toMatchObject({ status: 200 });
      await ask('/jobs', 'POST', 'gone');
      expect(await ask('/jobs', 'DELETE')).toMatchObject({ status: 200 });
      expect(await messagesIn(gateway)).toEqual([]);
    },
  );
});
