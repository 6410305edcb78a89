import { Audience, BroadcastTarget } from '../../contract/realtime/audience';
import { partitionsOf } from '../../contract/realtime/connections-table';
import { BroadcastFrame } from '../../contract/realtime/frames';
import { concurrently } from '../../shared/concurrently';
import { Log } from '../log';
import { ConnectionStore, Outbox } from '../ports';
import { delayBefore } from './backoff';
import { frameOf } from './broadcast-frame';
import { Deliverer } from './deliverer';
import { MOST_ATTEMPTS, packJobs, Recipient, recipientOf } from './delivery-job';
import { planDelivery, Reading } from './plan-delivery';
import { FirstReading, FurtherReading } from './reading-tasks';
import { sendTasks } from './send-tasks';
import { entryOf, parseTask, Task } from './task';
import { HasTime, Timing } from './timing';

/** Items of a shard that one invocation reads to begin with, of all shards: some 2 MB, and 160 jobs at most. */
const FIRST_PAGE = 250;

/** Items of a page when a shard is read on: some 150 KB, and 10 jobs. */
const PAGE = 1_000;

/** Shards that are read at a time. */
const READERS = 16;

export interface DispatcherParts {
  readonly store: Pick<ConnectionStore, 'get' | 'page'>;
  readonly deliverer: Pick<Deliverer, 'deliver'>;
  readonly broadcastQueue: Outbox;
  readonly deliveryQueue: Outbox;
  readonly timing: Pick<Timing, 'random'>;
  readonly log: Log;
}

interface FailedTry {
  /** Of the broadcast. */
  readonly id: string;
  /** How often it was tried before. */
  readonly attempt: number;
  readonly error: unknown;
}

/** Finds out whom a broadcast is for, and has it delivered. */
export class Dispatcher {
  public constructor(private readonly parts: DispatcherParts) {}

  /**
   * Does a message of the broadcast queue.
   *
   * @param messageId names the broadcast where it doesn't itself
   */
  public async dispatch(body: string, messageId: string, hasTime: HasTime): Promise<void> {
    const task = parseTask(body, messageId);
    if ('deliver' in task) {
      return this.parts.deliverer.deliver(task.deliver, hasTime);
    }
    return 'resume' in task ? this.readOn(task.resume, hasTime) : this.begin(task.begin, hasTime);
  }

  private async begin({ message, attempt }: FirstReading, hasTime: HasTime): Promise<void> {
    const { to, except = [], id } = message;
    const frame = frameOf(message, id);
    let readings: Reading[];
    try {
      readings = await this.readFirst(to, except);
    } catch (error) {
      return this.tryAgain({ begin: { message, attempt: attempt + 1 } }, { id, attempt, error });
    }
    const { how, recipients, rest } = planDelivery(readings);
    if (how === 'directly') {
      return this.parts.deliverer.deliver({ frame, recipients, attempt: 0 }, hasTime);
    }
    await this.enqueue(frame, recipients);
    const resumes = rest.map((where) => ({ resume: { frame, except, ...where, attempt: 0 } }));
    await sendTasks(this.parts.broadcastQueue, resumes);
  }

  /** Reads pages while time lasts and puts the rest back: a failure repeats one page, not the partition. */
  private async readOn(task: FurtherReading, hasTime: HasTime): Promise<void> {
    const { frame, except, partition, attempt } = task;
    let after: string | undefined = task.after;
    try {
      do {
        const { recipients, next }: Reading = await this.read(partition, except, PAGE, after);
        await this.enqueue(frame, recipients);
        after = next;
      } while (after !== undefined && hasTime());
    } catch (error) {
      if (after === task.after) {
        return this.tryAgain({ resume: { ...task, attempt: attempt + 1 } }, { id: frame.id, attempt, error });
      }
    }
    if (after !== undefined) {
      await this.parts.broadcastQueue.send([entryOf({ resume: { ...task, after, attempt: 0 } })]);
    }
  }

  /**
   * Sooner than the message would come again by itself, with the id that the broadcast has by now, and counted. Throws
   * after the last attempt: then the message does come again by itself, until it is set aside.
   */
  private async tryAgain(task: Task, { id, attempt, error }: FailedTry): Promise<void> {
    const { log, broadcastQueue, timing } = this.parts;
    if (attempt + 1 === MOST_ATTEMPTS) {
      throw error;
    }
    log('WARN', 'reading is tried again', { id, attempt, error });
    await broadcastQueue.send([entryOf(task, delayBefore(attempt + 1, timing.random))]);
  }

  private async readFirst(to: BroadcastTarget, except: readonly string[]): Promise<Reading[]> {
    return 'connection' in to ? [await this.readOne(to.connection, except)] : this.readAll(to, except);
  }

  private async readAll(audience: Audience, except: readonly string[]): Promise<Reading[]> {
    const readings: Reading[] = [];
    await concurrently(READERS, partitionsOf(audience), async (partition) => {
      readings.push(await this.read(partition, except, FIRST_PAGE));
    });
    return readings;
  }

  private async read(partition: string, except: readonly string[], limit: number, after?: string): Promise<Reading> {
    const { members, next } = await this.parts.store.page(partition, after, limit);
    const recipients = members.filter(({ connectionId }) => !except.includes(connectionId)).map(recipientOf);
    return { partition, recipients, next };
  }

  private async readOne(connectionId: string, except: readonly string[]): Promise<Reading> {
    const connection = except.includes(connectionId) ? undefined : await this.parts.store.get(connectionId);
    return { partition: '', recipients: connection ? [recipientOf(connection)] : [] };
  }

  private async enqueue(frame: BroadcastFrame, recipients: readonly Recipient[]): Promise<void> {
    const jobs = packJobs(frame, recipients).map((deliver) => ({ deliver }));
    await sendTasks(this.parts.deliveryQueue, jobs);
  }
}
