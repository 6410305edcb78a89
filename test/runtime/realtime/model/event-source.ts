import { SqsHandler } from '../../../../lib/runtime/realtime/broadcast/workers';
import { Container } from './container';
import { Message, ModelQueue } from './model-queue';
import { TIMEOUT_SECONDS, VISIBILITY_SECONDS } from './shipped';
import { VirtualTime } from './virtual-time';

const LAMBDA_MILLISECONDS = 1_000 * TIMEOUT_SECONDS;
const VISIBILITY_MILLISECONDS = 1_000 * VISIBILITY_SECONDS;

export interface EventSourceOptions {
  readonly queue: ModelQueue;
  readonly deadLetters: ModelQueue;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly maxReceiveCount: number;
  readonly load: (container: Container) => SqsHandler;
  /** After how many steps a new worker is killed, if ever. */
  readonly lifeOf?: () => number | undefined;
}

/** Lambda's event source for a queue: workers, which may be killed, and messages that come again until they are given up. */
export class EventSource {
  public invocations = 0;
  public busyMilliseconds = 0;
  public killed = 0;
  private readonly idle: { container: Container; handler: SqsHandler }[] = [];
  private running = 0;

  public constructor(
    private readonly time: VirtualTime,
    private readonly options: EventSourceOptions,
  ) {
    options.queue.onMessage = () => this.poll();
  }

  private poll(): void {
    const { queue, batchSize, concurrency } = this.options;
    while (queue.messages.length > 0 && this.running < concurrency) {
      void this.invoke(queue.messages.splice(0, batchSize));
    }
  }

  private async invoke(messages: Message[]): Promise<void> {
    const { batchSize } = this.options;
    const start = this.time.now;
    this.running += 1;
    this.invocations += 1;
    messages.forEach((message) => (message.receives += 1));
    const worker = this.idle.pop() ?? this.start();
    const context = { getRemainingTimeInMillis: () => start + LAMBDA_MILLISECONDS - this.time.now };
    const answer = await Promise.race([worker.handler({ Records: messages }, context), worker.container.killed]);
    this.running -= 1;
    this.busyMilliseconds += this.time.now - start;
    if (this.time.now - start > LAMBDA_MILLISECONDS) {
      throw new Error(`a worker with ${batchSize} messages ran out of time`);
    }
    if (answer === 'killed') {
      this.killed += 1;
      this.comeAgain(messages, VISIBILITY_MILLISECONDS);
    } else {
      this.idle.push(worker);
      const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      this.comeAgain(
        messages.filter(({ messageId }) => failed.has(messageId)),
        VISIBILITY_MILLISECONDS,
      );
    }
    this.poll();
  }

  private start(): { container: Container; handler: SqsHandler } {
    const container = new Container(this.time, this.options.lifeOf?.());
    return { container, handler: this.options.load(container) };
  }

  private comeAgain(messages: Message[], milliseconds: number): void {
    const { queue, deadLetters, maxReceiveCount } = this.options;
    for (const message of messages) {
      const target = message.receives < maxReceiveCount ? queue : deadLetters;
      target.putBack(message, milliseconds);
    }
  }
}
