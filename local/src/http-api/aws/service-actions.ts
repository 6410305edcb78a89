/** What integrations of an HTTP API can do with services that are here, by IntegrationSubtype (H-79). */
export const SERVICE_ACTIONS = {
  'SQS-SendMessage': {
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
  'SQS-DeleteMessage': { action: 'DeleteMessage', required: ['QueueUrl', 'ReceiptHandle'], optional: [] },
  'SQS-PurgeQueue': { action: 'PurgeQueue', required: ['QueueUrl'], optional: [] },
} as const satisfies Readonly<Record<string, ServiceAction>>;

interface ServiceAction {
  readonly action: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export function serviceActionOf(subtype: string): ServiceAction | undefined {
  return Object.hasOwn(SERVICE_ACTIONS, subtype) ? SERVICE_ACTIONS[subtype as keyof typeof SERVICE_ACTIONS] : undefined;
}
