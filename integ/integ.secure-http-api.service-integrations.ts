/** Requests become messages, events, executions and records without a function in between. */
import { Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Pass, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, RouteIntegration, SecureHttpApi, StepFunctionsAction } from '../lib';
import { eventually, meantToBePublic, scenario } from './harness';

const ORDER = { order: 'A-1' };

const { stack, assertions } = scenario('ServiceIntegrations');

const queue = new Queue(stack, 'Queue');
const bus = new EventBus(stack, 'Bus');
const deliveries = new Queue(stack, 'Deliveries');
new Rule(stack, 'Rule', {
  eventBus: bus,
  eventPattern: { source: ['com.example.shop'], detailType: ['OrderPlaced'] },
  targets: [new SqsQueue(deliveries)],
});
const echo = (id: string) => DefinitionBody.fromChainable(new Pass(stack, id));
const machine = new StateMachine(stack, 'Machine', { definitionBody: echo('Echo') });
const expressMachine = new StateMachine(stack, 'ExpressMachine', {
  definitionBody: echo('EchoAtOnce'),
  stateMachineType: StateMachineType.EXPRESS,
});
const stream = new Stream(stack, 'Stream', { shardCount: 1 });

const api = new SecureHttpApi(stack, 'Api', { authorization: Authorization.none() });
const routes = {
  '/messages': RouteIntegration.sqs(queue),
  '/events': RouteIntegration.eventBridge(bus, { source: 'com.example.shop', detailType: 'OrderPlaced' }),
  '/executions': RouteIntegration.stepFunctions(machine),
  '/results': RouteIntegration.stepFunctions(expressMachine, { action: StepFunctionsAction.START_SYNC_EXECUTION }),
  '/records': RouteIntegration.kinesis(stream, { partitionKey: '$request.body.order' }),
};
for (const [path, integration] of Object.entries(routes)) {
  meantToBePublic(api.addRoute(`POST ${path}`, integration, { authorization: Authorization.none() }));
}

const post = (path: keyof typeof routes, body: Record<string, string>) =>
  assertions.httpApiCall(`${api.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const arrivesOn = (from: Queue, body: Record<string, unknown>) =>
  eventually(assertions.awsApiCall('SQS', 'receiveMessage', { QueueUrl: from.queueUrl, WaitTimeSeconds: 10 }), {
    Messages: [Match.objectLike({ Body: Match.serializedJson(Match.objectLike(body)) })],
  });

eventually(post('/messages', ORDER), { status: 200 }).next(arrivesOn(queue, ORDER));

eventually(post('/events', ORDER), { status: 200 }).next(
  arrivesOn(deliveries, { source: 'com.example.shop', 'detail-type': 'OrderPlaced', detail: ORDER }),
);

eventually(post('/executions', ORDER), { status: 200 }).next(
  eventually(
    assertions.awsApiCall('SFN', 'listExecutions', { stateMachineArn: machine.stateMachineArn, maxResults: 1 }),
    { executions: [Match.objectLike({ status: 'SUCCEEDED' })] },
  ),
);

eventually(post('/results', ORDER), {
  status: 200,
  body: Match.objectLike({ status: 'SUCCEEDED', output: Match.serializedJson(ORDER) }),
});

const shard = eventually(post('/records', { ...ORDER, Data: 'aGVsbG8=' }), { status: 200 }).next(
  assertions.awsApiCall('Kinesis', 'getShardIterator', {
    StreamName: stream.streamName,
    ShardId: 'shardId-000000000000',
    ShardIteratorType: 'TRIM_HORIZON',
  }),
);
assertions
  .awsApiCall('Kinesis', 'getRecords', { ShardIterator: shard.getAttString('ShardIterator') })
  .assertAtPath('Records.0.PartitionKey', ExpectedResult.stringLikeRegexp(`^${ORDER.order}$`))
  .waitForAssertions({ totalTimeout: Duration.minutes(2) });
