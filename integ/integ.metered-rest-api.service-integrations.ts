/** Mapping templates make items, events, executions and records of requests, and readable answers of what services say. */
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Match } from '@aws-cdk/integ-tests-alpha';
import {
  Authorization,
  DynamoDbAction,
  DynamoDbType,
  MeteredRestApi,
  RouteIntegration,
  StepFunctionsAction,
} from '../lib';
import { eventually, meantToBePublic, scenario } from './harness';

/** With what a template must escape. */
const ORDER = { customer: 'ada', sku: `"5'10"`, count: 2 };

const { stack, assertions } = scenario('ServiceIntegrations', 'MeteredRestApi');

const orders = new Table(stack, 'Orders', {
  partitionKey: { name: 'customer', type: AttributeType.STRING },
  sortKey: { name: 'id', type: AttributeType.STRING },
});
const bus = new EventBus(stack, 'Bus');
const deliveries = new Queue(stack, 'Deliveries');
new Rule(stack, 'Rule', {
  eventBus: bus,
  eventPattern: { source: ['com.example.shop'], detailType: ['OrderPlaced'] },
  targets: [new SqsQueue(deliveries)],
});
const machine = new StateMachine(stack, 'Machine', {
  definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Echo')),
  stateMachineType: StateMachineType.EXPRESS,
});
const stream = new Stream(stack, 'Stream', { shardCount: 1 });

const api = new MeteredRestApi(stack, 'Api', { authorization: Authorization.none() });
const key = { customer: 'path.customer', id: 'path.id' };
const routes = {
  'PUT /orders/{customer}/{id}': RouteIntegration.dynamoDb(orders, {
    action: DynamoDbAction.PUT_ITEM,
    key,
    attributes: { sku: 'body.sku', count: 'body.count', state: 'new' },
    types: { count: DynamoDbType.NUMBER },
  }),
  'GET /orders/{customer}/{id}': RouteIntegration.dynamoDb(orders, { action: DynamoDbAction.GET_ITEM, key }),
  'GET /orders/{customer}': RouteIntegration.dynamoDb(orders, {
    action: DynamoDbAction.QUERY,
    key: { customer: key.customer },
  }),
  'POST /events': RouteIntegration.eventBridge(bus, { source: 'com.example.shop', detailType: 'OrderPlaced' }),
  'POST /executions': RouteIntegration.stepFunctions(machine, { action: StepFunctionsAction.START_SYNC_EXECUTION }),
  'POST /records': RouteIntegration.kinesis(stream, { partitionKey: '$request.body.customer' }),
};
for (const [routeKey, integration] of Object.entries(routes)) {
  meantToBePublic(api.addRoute(routeKey, integration, { authorization: Authorization.none() }));
}

const send = (method: string, path: string) =>
  assertions.httpApiCall(api.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ORDER),
  });
const get = (path: string) => assertions.httpApiCall(api.url + path);
const refused = (status: number, title: string) => ({
  status,
  headers: { 'content-type': ['application/problem+json'] },
  body: { status, title },
});

const item = { ...ORDER, id: '7', state: 'new' };
const put = eventually(send('PUT', '/orders/ada/7'), { status: 201 });
put.next(eventually(send('PUT', '/orders/ada/7'), refused(409, 'Conflict')));
put.next(eventually(get('/orders/ada/7'), { status: 200, body: item }));
put.next(eventually(get('/orders/ada'), { status: 200, body: { items: [item], more: false } }));
eventually(get('/orders/ada/8'), refused(404, 'Not Found'));

eventually(send('POST', '/events'), { status: 202, body: { eventId: Match.stringLikeRegexp('^[0-9a-f-]{36}$') } }).next(
  eventually(assertions.awsApiCall('SQS', 'receiveMessage', { QueueUrl: deliveries.queueUrl, WaitTimeSeconds: 10 }), {
    Messages: [Match.objectLike({ Body: Match.serializedJson(Match.objectLike({ detail: ORDER })) })],
  }),
);
eventually(send('POST', '/executions'), { status: 200, body: ORDER });
eventually(send('POST', '/records'), {
  status: 202,
  body: { sequenceNumber: Match.stringLikeRegexp('^[0-9]+$') },
});
