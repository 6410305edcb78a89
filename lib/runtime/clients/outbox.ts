import type { SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { concurrently } from '../shared/concurrently';
import { jitteredPause, MOST_TRIES, Pause } from '../realtime/pause';
import type { Outbox, QueueEntry } from '../realtime/ports';
import { inBatches } from './queue-batches';

type Sdk = typeof import('@aws-sdk/client-sqs');

/** Requests at a time. */
const CONCURRENCY = 4;

/**
 * An Amazon SQS queue by the SDK, which tries again what fails as a whole. What fails in part is tried again here.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export class SqsOutbox implements Outbox {
  /** @param sdk given rather than imported, so that whoever sends nothing needs no SDK */
  public constructor(
    private readonly sdk: Sdk,
    private readonly client: Pick<SQSClient, 'send'>,
    private readonly queueUrl: string,
    private readonly pause: Pause = jitteredPause,
  ) {}

  public async send(entries: readonly QueueEntry[]): Promise<void> {
    const failures: Failures[] = [];
    await concurrently(CONCURRENCY, inBatches(entries), async (batch) => {
      failures.push(await this.sendBatch(batch));
    });
    const failed = failures.reduce((sum, { count }) => sum + count, 0);
    if (failed > 0) {
      const [{ cause }] = failures.filter(({ count }) => count > 0);
      throw new Error(`${failed} of ${entries.length} messages were not sent to ${nameOf(this.queueUrl)}`, { cause });
    }
  }

  private async sendBatch(batch: readonly QueueEntry[]): Promise<Failures> {
    let left = batch.map(({ body, delaySeconds }, index): SendMessageBatchRequestEntry => ({
      Id: String(index),
      MessageBody: body,
      DelaySeconds: delaySeconds,
    }));
    try {
      for (let tries = 1; ; tries += 1) {
        const command = new this.sdk.SendMessageBatchCommand({ QueueUrl: this.queueUrl, Entries: left });
        const { Failed = [] } = await this.client.send(command);
        // one that SQS says is at fault itself stays so
        if (Failed.length === 0 || Failed.some(({ SenderFault }) => SenderFault) || tries === MOST_TRIES) {
          return { count: Failed.length, cause: Failed[0]?.Code };
        }
        left = left.filter(({ Id }) => Failed.some((failed) => failed.Id === Id));
        await this.pause(tries);
      }
    } catch (cause) {
      return { count: left.length, cause };
    }
  }
}

interface Failures {
  readonly count: number;
  /** The SDK's error, or the code that SQS gave the first. */
  readonly cause: unknown;
}

/** The URL without the account. */
function nameOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}
