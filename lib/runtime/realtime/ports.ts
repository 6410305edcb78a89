import { Audience, Connection, Member } from '../contract/realtime/audience';

/** Some members of an audience's shard, and where to go on. */
export interface MemberPage {
  readonly members: readonly Member[];
  /** Sort key to start after; none at the end. */
  readonly next?: string;
}

/** The table of connections. Whatever is read is read strongly consistent. */
export interface ConnectionStore {
  /** Writes a connection's items in all its audiences. Joined channels are none yet. */
  add(connection: Connection): Promise<void>;
  /** One that is leaving is not there any more. */
  get(connectionId: string): Promise<Connection | undefined>;
  /**
   * Marks a connection as leaving, so that it joins nothing more, and takes it out of all audiences but the one of all:
   * as long as it is in that one, whoever asks gets it, to go on where another was cut off.
   */
  beginLeaving(connectionId: string): Promise<Connection | undefined>;
  /** Takes out one item, which its connection may know nothing of. */
  forget(audience: Audience, connectionId: string): Promise<void>;
  /** When this is done, whoever reads the channel finds the connection. */
  join(channel: string, connection: Connection, mostChannels: number): Promise<JoinOutcome>;
  leave(channel: string, connectionId: string): Promise<void>;
  /** One page of a partition, of at most `limit` items or 1 MB; expired items are left out. */
  page(partition: string, after?: string, limit?: number): Promise<MemberPage>;
}

export type JoinOutcome = 'joined' | 'not-connected' | 'too-many-channels';

/** What became of a frame. */
export type PostOutcome =
  | 'delivered'
  /** 410: closed, unknown, or not connected yet (W-2). */
  | 'gone'
  /** 429, 5xx, no answer: to be tried again. */
  | 'retry'
  /** 413, 403 and the like: trying again changes nothing. */
  | 'refused';

/** `@connections` of one stage. */
export interface ConnectionsEndpoint {
  post(connectionId: string, frame: string): Promise<PostOutcome>;
  /** Closes a connection; one that is gone is closed. */
  close(connectionId: string): Promise<PostOutcome>;
}

/** What is put on a queue. */
export interface QueueEntry {
  readonly body: string;
  /** Whole seconds, at most 900. */
  readonly delaySeconds?: number;
}

/** An Amazon SQS queue to send to. */
export interface Outbox {
  /** Sends all, in as few requests as their sizes allow, or throws. Those sent before a failure stay sent. */
  send(entries: readonly QueueEntry[]): Promise<void>;
}
