/** What integrations of an HTTP API can do with services that are here, by IntegrationSubtype (H-79). */
export const SERVICE_ACTIONS = {
  'EventBridge-PutEvents': {
    service: 'events',
    action: 'PutEvents',
    required: ['Detail', 'DetailType', 'Source'],
    optional: ['EventBusName', 'Resources', 'Time', 'TraceHeader'],
  },
  'SQS-SendMessage': {
    service: 'sqs',
    action: 'SendMessage',
    required: ['QueueUrl', 'MessageBody'],
    optional: [
      'DelaySeconds',
      'MessageAttributes',
      'MessageDeduplicationId',
      'MessageGroupId',
      'MessageSystemAttributes',
    ],
  },
  'SQS-ReceiveMessage': {
    service: 'sqs',
    action: 'ReceiveMessage',
    required: ['QueueUrl'],
    optional: [
      'AttributeNames',
      'MaxNumberOfMessages',
      'MessageAttributeNames',
      'ReceiveRequestAttemptId',
      'VisibilityTimeout',
      'WaitTimeSeconds',
    ],
  },
  'SQS-DeleteMessage': {
    service: 'sqs',
    action: 'DeleteMessage',
    required: ['QueueUrl', 'ReceiptHandle'],
    optional: [],
  },
  'SQS-PurgeQueue': { service: 'sqs', action: 'PurgeQueue', required: ['QueueUrl'], optional: [] },
} as const satisfies Readonly<Record<string, ServiceAction>>;

interface ServiceAction {
  readonly service: 'events' | 'sqs';
  readonly action: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export function serviceActionOf(subtype: string): ServiceAction | undefined {
  return Object.hasOwn(SERVICE_ACTIONS, subtype) ? SERVICE_ACTIONS[subtype as keyof typeof SERVICE_ACTIONS] : undefined;
}
