import { BroadcastTarget } from './audience';

/**
 * A message on the broadcast queue: the contract for every language, docs/broadcast.schema.json in JSON Schema.
 *
 * @example
 * { "to": { "channel": "room-1" }, "data": { "text": "hello" }, "id": "m-17", "except": ["L0SM9cOFvHcCIhw="] }
 */
export interface BroadcastMessage {
  readonly to: BroadcastTarget;
  /** Any JSON. Clients get it within a frame of at most 128 KB. */
  readonly data: unknown;
  /**
   * Names the broadcast, for clients to tell duplicates by: 1 to 128 characters. The same when it is sent again.
   *
   * @default - a new one by `broadcast`; of a message sent otherwise, the id that Amazon SQS gave it
   */
  readonly id?: string;
  /** Ids of connections that don't get it, such as the sender's. At most 100. */
  readonly except?: readonly string[];
}

/** Bytes of a frame that a client can be sent (W-32). */
export const LARGEST_FRAME = 131_072;

/** Of ids of broadcasts, in characters. */
export const LONGEST_ID = 128;

/** Connections that a broadcast may leave out. */
export const MOST_EXCEPTIONS = 100;
