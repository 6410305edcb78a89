import { createHash } from 'node:crypto';
import { Message, NewMessage } from './message';
import { FifoSettings } from './queue-model';

/** For so long a message is a duplicate of one with its id, whatever has become of that. */
const INTERVAL_MS = 5 * 60 * 1_000;

/** The messages of a FIFO queue that were sent lately, by what tells duplicates. */
export class Deduplication {
  private readonly sent = new Map<string, { readonly message: Message; readonly until: number }>();

  /** The earlier message that this one is a duplicate of. */
  public find(message: NewMessage, settings: FifoSettings, now: number): Message | undefined {
    for (const [key, { until }] of this.sent) {
      // in the order they were sent
      if (until > now) break;
      this.sent.delete(key);
    }
    return this.sent.get(keyOf(message, settings))?.message;
  }

  public add(message: Message, settings: FifoSettings): void {
    const key = keyOf(message, settings);
    this.sent.delete(key);
    this.sent.set(key, { message, until: message.sentAt + INTERVAL_MS });
  }
}

/** The id that stands for a message's content: its body, without its attributes. */
export function contentId(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

function keyOf({ deduplicationId = '', groupId = '' }: NewMessage, { deduplicationScope }: FifoSettings): string {
  return deduplicationScope === 'queue' ? deduplicationId : `${groupId} ${deduplicationId}`;
}
