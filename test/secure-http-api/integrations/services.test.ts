import { Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Stream, StreamEncryption } from 'aws-cdk-lib/aws-kinesis';
import { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { RouteIntegration, SqsAction, SqsIntegrationOptions } from '../../../lib';
import { apiIn, templateOf } from '../api-under-test';
import { adding, allow, integrationOf, logicalIdOf, onlyOf, statementsOf, templateOfIntegration } from '../fixtures';

const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const QUEUE = { 'Fn::GetAtt': ['Queue4A7E3555', 'Arn'] };
const QUEUE_URL = { Ref: 'Queue4A7E3555' };
const KEY = { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] };

const sqs = (options: SqsIntegrationOptions = {}) =>
  templateOfIntegration((stack) => RouteIntegration.sqs(new Queue(stack, 'Queue'), options));

describe('a service integration', () => {
  it('calls the service with a role of its own that API Gateway alone takes on', () => {
    const template = sqs();
    const roleId = logicalIdOf(template, 'AWS::IAM::Role');
    expect(onlyOf(template, INTEGRATION)).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      ConnectionType: 'INTERNET',
      CredentialsArn: { 'Fn::GetAtt': [roleId, 'Arn'] },
      IntegrationSubtype: 'SQS-SendMessage',
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '1.0',
      RequestParameters: { MessageBody: '$request.body', QueueUrl: QUEUE_URL },
    });
    expect(onlyOf(template, 'AWS::IAM::Role').AssumeRolePolicyDocument).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'apigateway.amazonaws.com' } }],
    });
  });

  it('takes parameters besides those it sets, in their place, and as tokens', () => {
    const parameters = { MessageBody: '$request.body.order', DelaySeconds: '5', Region: Fn.importValue('Region') };
    expect(onlyOf(sqs({ parameters }), INTEGRATION).RequestParameters).toEqual({
      QueueUrl: QUEUE_URL,
      MessageBody: '$request.body.order',
      DelaySeconds: '5',
      Region: { 'Fn::ImportValue': 'Region' },
    });
  });

  it('takes a timeout and changes to the answer', () => {
    const responseMapping = { '200': new ParameterMapping().custom('overwrite:statuscode', '202') };
    expect(onlyOf(sqs({ timeout: Duration.seconds(5), responseMapping }), INTEGRATION)).toMatchObject({
      TimeoutInMillis: 5000,
      ResponseParameters: { '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] } },
    });
  });

  it('cannot take longer than the service waits', () => {
    const timeout = Duration.seconds(31);
    expect(adding((stack) => RouteIntegration.sqs(new Queue(stack, 'Queue'), { timeout }))).toThrow('got "31 seconds"');
  });

  it('has one role for the routes that share it, and another for another action (user pain 32)', () => {
    const template = templateOf((stack) => {
      const queue = new Queue(stack, 'Queue');
      const api = apiIn(stack);
      api.addRoute('POST /a', RouteIntegration.sqs(queue));
      api.addRoute('POST /b', RouteIntegration.sqs(queue));
      api.addRoute('DELETE /a', RouteIntegration.sqs(queue, { action: SqsAction.PURGE_QUEUE }));
    });
    template.resourceCountIs('AWS::IAM::Role', 2);
    template.resourceCountIs(INTEGRATION, 2);
  });
});

describe('a queue', () => {
  it.each([
    [SqsAction.SEND_MESSAGE, 'sqs:SendMessage', { MessageBody: '$request.body' }],
    [SqsAction.RECEIVE_MESSAGE, 'sqs:ReceiveMessage', {}],
    [SqsAction.DELETE_MESSAGE, 'sqs:DeleteMessage', { ReceiptHandle: '$request.body.ReceiptHandle' }],
    [SqsAction.PURGE_QUEUE, 'sqs:PurgeQueue', {}],
  ])('answers %s with a role for that alone', (action, permission, parameters) => {
    const template = sqs({ action });
    expect(statementsOf(template)).toEqual([allow(permission, QUEUE)]);
    expect(onlyOf(template, INTEGRATION)).toMatchObject({ IntegrationSubtype: action });
    expect(onlyOf(template, INTEGRATION).RequestParameters).toEqual({ QueueUrl: QUEUE_URL, ...parameters });
  });

  const encrypted = (action: SqsAction) =>
    templateOfIntegration((stack) =>
      RouteIntegration.sqs(new Queue(stack, 'Queue', { encryptionMasterKey: new Key(stack, 'Key') }), { action }),
    );

  it('with a key of its own lets the role use that key', () => {
    expect(statementsOf(encrypted(SqsAction.SEND_MESSAGE))).toEqual([
      allow('sqs:SendMessage', QUEUE),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], KEY),
    ]);
  });

  it('with a key of its own lets the role decrypt alone where it only receives', () => {
    expect(statementsOf(encrypted(SqsAction.RECEIVE_MESSAGE))).toEqual([
      allow('sqs:ReceiveMessage', QUEUE),
      allow('kms:Decrypt', KEY),
    ]);
  });

  it.each([SqsAction.DELETE_MESSAGE, SqsAction.PURGE_QUEUE])(
    'with a key of its own lets the role of %s do nothing with the key',
    (action) => {
      expect(statementsOf(encrypted(action))).toHaveLength(1);
    },
  );
});

describe('a FIFO queue', () => {
  const fifo = (stack: Stack): IQueue => new Queue(stack, 'Queue', { fifo: true });

  it('needs a message group to send to it', () => {
    expect(adding((stack) => RouteIntegration.sqs(fifo(stack)))).toThrow(
      '[Stack/Api] queue Stack/Queue is a FIFO queue without messageGroupId, got undefined; give messageGroupId',
    );
  });

  it.each([
    ['an expression', { messageGroupId: '$request.body.group' }, '$request.body.group'],
    ['a parameter of the action', { parameters: { MessageGroupId: 'all' } }, 'all'],
    ['a lazy text', { messageGroupId: Lazy.string({ produce: () => 'group' }) }, 'group'],
    ['an imported value', { messageGroupId: Fn.importValue('Group') }, { 'Fn::ImportValue': 'Group' }],
  ])('takes %s for the group', (_, options, group) => {
    const { RequestParameters } = integrationOf((stack) => RouteIntegration.sqs(fifo(stack), options));
    expect(RequestParameters).toMatchObject({ MessageGroupId: group });
  });

  it('needs no group for what is not sending', () => {
    const { RequestParameters } = integrationOf((stack) =>
      RouteIntegration.sqs(fifo(stack), { action: SqsAction.RECEIVE_MESSAGE }),
    );
    expect(RequestParameters).toEqual({ QueueUrl: QUEUE_URL });
  });

  it('is not assumed of a queue whose name is a token', () => {
    const template = templateOfIntegration((stack) =>
      RouteIntegration.sqs(Queue.fromQueueArn(stack, 'Queue', Fn.importValue('QueueArn'))),
    );
    expect(statementsOf(template)).toEqual([allow('sqs:SendMessage', { 'Fn::ImportValue': 'QueueArn' })]);
  });
});

describe('an event bus', () => {
  it('gets an event with the body for its detail, by a role for that bus', () => {
    const template = templateOfIntegration((stack) =>
      RouteIntegration.eventBridge(new EventBus(stack, 'Bus'), { source: 'com.example', detailType: 'Placed' }),
    );
    const bus = logicalIdOf(template, 'AWS::Events::EventBus');
    expect(statementsOf(template)).toEqual([allow('events:PutEvents', { 'Fn::GetAtt': [bus, 'Arn'] })]);
    expect(onlyOf(template, INTEGRATION)).toMatchObject({ IntegrationSubtype: 'EventBridge-PutEvents' });
    expect(onlyOf(template, INTEGRATION).RequestParameters).toEqual({
      EventBusName: { Ref: bus },
      Source: 'com.example',
      DetailType: 'Placed',
      Detail: '$request.body',
    });
  });

  it('gets the detail it is told', () => {
    const detail = '$request.body.detail';
    const { RequestParameters } = integrationOf((stack) =>
      RouteIntegration.eventBridge(new EventBus(stack, 'Bus'), { source: 's', detailType: 't', detail }),
    );
    expect(RequestParameters).toMatchObject({ Detail: detail });
  });
});

describe('a data stream', () => {
  const key = (stack: Stack) => ({ encryption: StreamEncryption.KMS, encryptionKey: new Key(stack, 'Key') });

  it('gets a record that is spread by the id of the request, by a role for that stream', () => {
    const template = templateOfIntegration((stack) =>
      RouteIntegration.kinesis(new Stream(stack, 'Stream', { encryption: StreamEncryption.UNENCRYPTED })),
    );
    const stream = logicalIdOf(template, 'AWS::Kinesis::Stream');
    expect(statementsOf(template)).toEqual([allow('kinesis:PutRecord', { 'Fn::GetAtt': [stream, 'Arn'] })]);
    expect(onlyOf(template, INTEGRATION)).toMatchObject({ IntegrationSubtype: 'Kinesis-PutRecord' });
    expect(onlyOf(template, INTEGRATION).RequestParameters).toEqual({
      StreamName: { Ref: stream },
      Data: '$request.body.Data',
      PartitionKey: '$context.requestId',
    });
  });

  it('gets the record and the partition it is told', () => {
    const options = { data: '$request.body.record', partitionKey: '$request.body.customer' };
    const { RequestParameters } = integrationOf((stack) => RouteIntegration.kinesis(new Stream(stack, 'S'), options));
    expect(RequestParameters).toMatchObject({ Data: options.data, PartitionKey: options.partitionKey });
  });

  it('with a key of its own lets the role do no more than encrypt', () => {
    const template = templateOfIntegration((stack) =>
      RouteIntegration.kinesis(new Stream(stack, 'Stream', key(stack))),
    );
    expect(statementsOf(template)).toContainEqual(allow('kms:GenerateDataKey', KEY));
  });
});
