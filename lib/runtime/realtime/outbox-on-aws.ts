import * as sdk from '@aws-sdk/client-sqs';
import { SqsOutbox } from '../clients/outbox';
import { Outbox } from './ports';

/** Queues with the client of the SDK, which they share. */
export function outboxesOnAws(): (queueUrl: string) => Outbox {
  const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000 };
  const client = new sdk.SQSClient({ maxAttempts: 3, requestHandler });
  return (queueUrl) => new SqsOutbox(sdk, client, queueUrl);
}
