import { Outbox, QueueEntry } from '../../../../lib/runtime/realtime/ports';
import { VirtualTime } from './virtual-time';

const LATENCY = 10;
const LARGEST_MESSAGE = 262_144;

export interface Message {
  readonly messageId: string;
  readonly body: string;
  receives: number;
}

/** Amazon SQS: messages may be late, come twice and in any order. */
export class ModelQueue implements Outbox {
  public readonly messages: Message[] = [];
  public sent = 0;
  public requests = 0;
  /** Whether a request fails. */
  public isDown = (): boolean => false;
  /** How often a message comes on top of once. */
  public extraCopies = (): number => 0;
  /** Milliseconds that a message is late. */
  public lateness = (): number => 0;
  public onMessage = (): void => undefined;

  public constructor(
    private readonly time: VirtualTime,
    private readonly name: string,
  ) {}

  public async send(entries: readonly QueueEntry[]): Promise<void> {
    for (let index = 0; index < entries.length; index += 10) {
      this.requests += 1;
      await this.time.sleep(LATENCY);
      if (this.isDown()) {
        throw new Error(`${this.name} is down`);
      }
      entries.slice(index, index + 10).forEach((entry) => this.accept(entry));
    }
  }

  /** Makes a message visible some time from now. */
  public putBack(message: Message, milliseconds: number): void {
    this.time.after(milliseconds, () => {
      this.messages.push(message);
      this.onMessage();
    });
  }

  private accept({ body, delaySeconds = 0 }: QueueEntry): void {
    if (Buffer.byteLength(body) > LARGEST_MESSAGE || delaySeconds > 900 || !Number.isInteger(delaySeconds)) {
      throw new Error(
        `${this.name} refuses a message of ${body.length} characters, delayed by ${delaySeconds} seconds`,
      );
    }
    this.sent += 1;
    const messageId = `${this.name}-${this.sent}`;
    for (let copies = 1 + this.extraCopies(); copies > 0; copies -= 1) {
      this.putBack({ messageId, body, receives: 0 }, delaySeconds * 1_000 + this.lateness());
    }
  }
}
