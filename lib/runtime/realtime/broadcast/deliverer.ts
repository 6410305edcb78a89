import { Log } from '../log';
import { Outbox } from '../ports';
import { delayBefore, pauseBefore } from './backoff';
import { Courier, CourierParts, Told } from './courier';
import { DeliveryJob, MOST_ATTEMPTS, Recipient } from './delivery-job';
import { entryOf } from './task';
import { HasTime } from './timing';
import { toJson } from './to-json';

/** Tries of one invocation. */
const ROUNDS = 3;

export interface DelivererParts extends CourierParts {
  readonly deliveryQueue: Outbox;
  readonly deadLetterQueue: Outbox;
  readonly log: Log;
}

/** Does delivery jobs: whoever can't be told now is put back, and nobody is tried for ever. */
export class Deliverer {
  private readonly courier: Courier;

  public constructor(private readonly parts: DelivererParts) {
    this.courier = new Courier(parts);
  }

  /** Throws where what is left could be kept nowhere: then the whole job is to be done again. */
  public async deliver(job: DeliveryJob, hasTime: HasTime): Promise<void> {
    const { sleep, random } = this.parts.timing;
    const frame = toJson(job.frame);
    const refused: Recipient[] = [];
    let left = job.recipients;
    for (let round = 0; round < ROUNDS && left.length > 0 && hasTime(); round += 1) {
      if (round > 0) {
        await sleep(pauseBefore(round, random));
      }
      const told = await Promise.all(left.map((recipient) => this.tell(recipient, frame, job, hasTime)));
      refused.push(...left.filter((_, index) => told[index] === 'refused'));
      left = left.filter((_, index) => told[index] === 'later');
    }
    await this.bury(job, refused, 'refused');
    await this.putBack(job, left);
  }

  /** An error, such as of a table that is throttled, is no reason to forget someone. */
  private async tell(recipient: Recipient, frame: string, job: DeliveryJob, hasTime: HasTime): Promise<Told> {
    try {
      return await this.courier.tell(recipient, frame, job.frame.to, hasTime);
    } catch (error) {
      this.parts.log('WARN', 'delivery is tried again', { id: job.frame.id, connectionId: recipient[0], error });
      return 'later';
    }
  }

  private async putBack(job: DeliveryJob, recipients: readonly Recipient[]): Promise<void> {
    const attempt = job.attempt + 1;
    if (recipients.length === 0) {
      return;
    }
    if (attempt >= MOST_ATTEMPTS) {
      return this.bury(job, recipients, 'attempts exhausted');
    }
    const delay = delayBefore(attempt, this.parts.timing.random);
    await this.parts.deliveryQueue.send([entryOf({ deliver: { frame: job.frame, recipients, attempt } }, delay)]);
  }

  /** From the dead-letter queue, a job starts anew. */
  private async bury(
    { frame }: DeliveryJob,
    recipients: readonly Recipient[],
    reason: NonNullable<DeliveryJob['reason']>,
  ): Promise<void> {
    if (recipients.length > 0) {
      this.parts.log('ERROR', 'not delivered', { id: frame.id, reason, recipients: recipients.length });
      await this.parts.deadLetterQueue.send([entryOf({ deliver: { frame, recipients, attempt: 0, reason } })]);
    }
  }
}
