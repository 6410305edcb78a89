import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TokenExpiry } from '../../lib';
import { handlerOf, idsOf, making, propertiesOf, templateWith } from './api-under-test';

const template = templateWith({ broadcast: { deliveryConcurrency: 25 } });
const queueOf = (from: Template, prefix: string) => {
  const [id] = idsOf(from, 'AWS::SQS::Queue', prefix);
  return { id, properties: propertiesOf(from, 'AWS::SQS::Queue')[id] };
};

describe.each([
  {
    prefix: 'LiveBroadcastBroadcasts',
    handler: 'Broadcast/Dispatch',
    memory: 512,
    batch: 1,
    visibility: 60,
    receptions: 30,
  },
  {
    prefix: 'LiveBroadcastDeliveries',
    handler: 'Broadcast/Deliver',
    memory: 512,
    batch: 5,
    visibility: 60,
    receptions: 30,
  },
  {
    prefix: 'LiveHandlersExpiry',
    handler: 'Handlers/CloseExpired',
    memory: 256,
    batch: 10,
    visibility: 60,
    receptions: 30,
  },
])('the queue $prefix', ({ prefix, handler, memory, batch, visibility, receptions }) => {
  const queue = queueOf(template, `${prefix}Queue`);
  const deadLetters = queueOf(template, `${prefix}DeadLetters`);

  it('sets aside after so many receptions what its function cannot do, for 14 days', () => {
    expect(queue.properties).toMatchObject({
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters.id, 'Arn'] }, maxReceiveCount: receptions },
    });
    expect(deadLetters.properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('hides a message for longer than its function may take', () => {
    expect(handlerOf(template, handler).properties).toMatchObject({ Timeout: 30, MemorySize: memory });
    expect(queue.properties.VisibilityTimeout).toBe(visibility);
  });

  it('hands over what fits into the memory of its function', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queue.id, 'Arn'] },
      BatchSize: batch,
    });
  });

  it('is encrypted, and spoken to by TLS only', () => {
    for (const { id, properties } of [queue, deadLetters]) {
      expect(properties.SqsManagedSseEnabled).toBe(true);
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
      });
    }
  });

  it('is taken from with partial batch failures and bounded concurrency', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queue.id, 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: prefix.includes('Broadcast') ? 25 : 10 },
    });
  });
});

describe('what the workers of broadcasts are told', () => {
  const id = (prefix: string): string => `<${queueOf(template, prefix).id}>`;
  const [table] = idsOf(template, 'AWS::DynamoDB::Table');
  const common = {
    tableName: `<${table}>`,
    disconnectedQueueUrls: [],
    callbackUrl: expect.stringMatching(/^https:\/\/<LiveApi.*\/prod$/) as string,
    deliveryQueueUrl: id('LiveBroadcastDeliveriesQueue'),
  };

  it('of the dispatcher', () => {
    expect(handlerOf(template, 'Broadcast/Dispatch').settings).toEqual({
      ...common,
      deadLetterQueueUrl: id('LiveBroadcastBroadcastsDeadLetters'),
      broadcastQueueUrl: id('LiveBroadcastBroadcastsQueue'),
    });
  });

  it('of the deliverer', () => {
    expect(handlerOf(template, 'Broadcast/Deliver').settings).toEqual({
      ...common,
      deadLetterQueueUrl: id('LiveBroadcastDeliveriesDeadLetters'),
    });
  });
});

it('handshakes are answered by 256 MB in 10 seconds at most', () => {
  expect(handlerOf(template, 'Handlers/Connect').properties).toMatchObject({ Timeout: 10, MemorySize: 256 });
  expect(handlerOf(template, 'Handlers/Disconnect').properties).toMatchObject({ Timeout: 10, MemorySize: 256 });
});

it.each([1, 1_001, 2.5])('%p deliveries at a time are refused', (deliveryConcurrency) => {
  expect(making({ broadcast: { deliveryConcurrency } })).toThrow(
    `[Stack/Live/Broadcast] deliveryConcurrency is out of range, got ${deliveryConcurrency}; `,
  );
});

it('queues are found at the construct', () => {
  making({}, (api) => {
    const stack = Stack.of(api);
    expect(Object.values(stack.resolve(api.broadcastQueue.queueUrl) as object)[0]).toContain('BroadcastsQueue');
    expect(Object.values(stack.resolve(api.broadcastDeadLetterQueue.queueUrl) as object)[0]).toContain(
      'BroadcastsDeadLetters',
    );
    expect(Object.values(stack.resolve(api.deliveryDeadLetterQueue.queueUrl) as object)[0]).toContain(
      'DeliveriesDeadLetters',
    );
    expect(Object.values(stack.resolve(api.expiryDeadLetterQueue?.queueUrl) as object)[0]).toContain(
      'ExpiryDeadLetters',
    );
  })();
});

it('nothing expires where connections are kept open', () => {
  making({ tokenExpiry: TokenExpiry.KEEP_OPEN }, (api) => {
    expect(api.expiryDeadLetterQueue).toBeUndefined();
    expect(api.alarms).toHaveProperty('deadLetters');
  })();
});
