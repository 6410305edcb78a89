import { randomUUID } from 'node:crypto';
import { Clock } from '../core/clock';
import { functionNameIn } from '../functions/function-arn';
import { FunctionInvoker } from '../functions/function-invoker';
import { FunctionLog } from '../functions/function-log';
import { ReceivedMessage } from '../sqs/message';
import { Queue } from '../sqs/queue';
import { collectBatch, splitBySize } from './collect-batch';
import { EventSourceModel } from './event-source-model';
import { failedMessages } from './failed-messages';
import { Slots } from './slots';
import { sqsEvent } from './sqs-event';

export interface PollerProps {
  readonly model: EventSourceModel;
  readonly queue: Queue;
  readonly invoker: FunctionInvoker;
  readonly clock: Clock;
  /** Hears of messages that a function did not handle. */
  readonly onLog: FunctionLog;
}

/**
 * Takes messages from a queue to a function. What the function has handled is deleted, the rest comes back when its
 * visibility time-out is over. Errors of the function never end it.
 */
export class Poller {
  private readonly slots: Slots;
  private readonly stopping = new AbortController();
  private readonly deliveries = new Set<Promise<void>>();
  private polling?: Promise<void>;
  private closed = false;

  public constructor(private readonly props: PollerProps) {
    this.slots = new Slots(props.model.maximumConcurrency);
  }

  public start(): void {
    this.polling = this.poll();
  }

  /** Takes no more messages. Returns when the function has answered for those it was given. */
  public async drain(): Promise<void> {
    this.stopping.abort();
    await this.polling;
    await Promise.all(this.deliveries);
  }

  /** The same, but gives none to the function that it has not been given yet. */
  public close(): Promise<void> {
    this.closed = true;
    return this.drain();
  }

  private async poll(): Promise<void> {
    const { queue, model, clock } = this.props;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.slots.take();
      const [first, ...rest] = splitBySize(await collectBatch(queue, model, clock, signal), queue);
      if (first) this.deliver(first);
      else this.slots.giveBack();
      for (const part of rest) {
        await this.slots.take();
        this.deliver(part);
      }
    }
  }

  private deliver(messages: readonly ReceivedMessage[]): void {
    const delivery = (this.closed ? Promise.resolve() : this.invoke(messages)).finally(() => {
      this.deliveries.delete(delivery);
      this.slots.giveBack();
    });
    this.deliveries.add(delivery);
  }

  private async invoke(messages: readonly ReceivedMessage[]): Promise<void> {
    const { queue, model, invoker } = this.props;
    const requestId = randomUUID();
    const event = sqsEvent(messages, queue.model);
    const result = await invoker.invoke(model.functionArn, event, { requestId });
    const ids = messages.map(({ id }) => id);
    const failed = failedMessages(result, ids, model.reportsFailures);
    for (const { id, receiptHandle } of messages) {
      if (!failed.has(id)) queue.delete(receiptHandle);
    }
    if (failed.size > 0)
      this.tell(requestId, `${failed.size} of ${messages.length} messages stay in ${queue.model.name}`);
  }

  private tell(requestId: string, text: string): void {
    const { model, onLog } = this.props;
    onLog({ functionName: functionNameIn(model.functionArn), requestId, stream: 'stderr', text });
  }
}
