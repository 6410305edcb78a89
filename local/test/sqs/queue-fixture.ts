import { QueueModel, QueueSettings, DEFAULT_SETTINGS } from '../../src/sqs/queue-model';

export function queueModel(name: string, settings: Partial<QueueSettings> = {}): QueueModel {
  return {
    stack: 'Shop',
    logicalId: name,
    name,
    arn: `arn:aws:sqs:eu-central-1:123456789012:${name}`,
    region: 'eu-central-1',
    accountId: '123456789012',
    url: `https://sqs.eu-central-1.amazonaws.com/123456789012/${name}`,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  };
}
