import { randomUUID } from 'node:crypto';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { BroadcastMessage } from '../../contract/realtime/broadcast-message';
import { frameOf } from '../broadcast/broadcast-frame';
import { checkMessage } from '../broadcast/check-message';
import { toJson } from '../broadcast/to-json';
import { fromEnvironment } from './environment';

/** Options of {@link Broadcaster}. */
export interface BroadcasterOptions {
  /**
   * URL of an API's broadcast queue.
   *
   * @default - what the environment's BROADCAST_QUEUE_URL says
   */
  readonly queueUrl?: string;

  /**
   * An `SQSClient` of `@aws-sdk/client-sqs`.
   *
   * @default - one of the function's Region and role
   */
  readonly client?: { send(command: never): Promise<unknown> };
}

/**
 * Sends broadcasts to one API. For a function with broadcasts to several APIs; others use {@link broadcast}.
 *
 * @example
 * const rooms = new Broadcaster({ queueUrl: process.env.ROOMS_QUEUE_URL! });
 * await rooms.broadcast({ to: { channel: 'room-1' }, data: { text: 'hello' } });
 */
export class Broadcaster {
  private sqs?: Promise<{ client: SQSClient; sdk: typeof import('@aws-sdk/client-sqs') }>;

  public constructor(private readonly options: BroadcasterOptions = {}) {}

  /**
   * Broadcasts a message and gives its id, a new one unless it has one. When this is done, the message is accepted.
   * Throws {@link InvalidBroadcastError} and {@link FrameTooLargeError} before anything is sent.
   */
  public async broadcast(message: BroadcastMessage): Promise<{ id: string }> {
    const id = message.id ?? randomUUID();
    const checked = checkMessage({ ...message, id });
    frameOf(checked, id);
    const queueUrl = this.options.queueUrl ?? fromEnvironment('broadcastQueueUrl');
    const { sdk, client } = await this.load();
    await client.send(new sdk.SendMessageCommand({ QueueUrl: queueUrl, MessageBody: toJson(checked) }));
    return { id };
  }

  /** Loads the SDK at the first call: functions that don't broadcast need none. */
  private load(): NonNullable<Broadcaster['sqs']> {
    this.sqs ??= (async () => {
      const sdk = await import('@aws-sdk/client-sqs');
      return { sdk, client: (this.options.client as SQSClient | undefined) ?? new sdk.SQSClient() };
    })();
    return this.sqs;
  }
}

const broadcaster = new Broadcaster();

/**
 * Broadcasts a message to a connection, a user, a channel or all: for a function that an API granted to broadcast.
 * When this is done, the message is accepted: everyone who is subscribed by then, and stays connected, gets it at
 * least once.
 *
 * Errors of its own are {@link RealtimeError}s; others are the SDK's.
 *
 * @returns the broadcast's id, by which clients tell duplicates
 *
 * @example
 * const { id } = await broadcast({ to: { user: 'u-17' }, data: { order: 'o-1', status: 'shipped' } });
 */
export function broadcast(message: BroadcastMessage): Promise<{ id: string }> {
  return broadcaster.broadcast(message);
}
