import { BroadcastTarget } from './audience';

/** Actions that the API answers itself. Names of routes. */
export const ACTIONS = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  presence: 'presence',
  ping: 'ping',
} as const;

/** What a client sends to join or leave a channel, or to ask who is in it. */
export interface ChannelRequest {
  readonly action: string;
  readonly channel: string;
  /** Comes back with the answer, to tell answers apart. At most 128 characters. */
  readonly ref?: string;
}

/** A broadcast as clients get it. */
export interface BroadcastFrame {
  readonly type: 'message';
  /** The same for each delivery of one broadcast: to forget duplicates by. */
  readonly id: string;
  readonly to: BroadcastTarget;
  readonly data: unknown;
}

/** The answer to a `ChannelRequest`. `members` and `isPartial` with `presence` only. */
export interface ChannelFrame {
  readonly type: 'subscribed' | 'unsubscribed' | 'presence';
  readonly channel: string;
  readonly ref?: string;
  readonly members?: readonly PresentUser[];
  /** There are more than these, users or connections: of a large channel, presence is a sample. */
  readonly isPartial?: true;
}

/** Someone in a channel. Without `user` where the API does not know who its callers are. */
export interface PresentUser {
  readonly user?: string;
  readonly connections: number;
}

/** What went wrong with a message of the client's. */
export interface ErrorFrame {
  readonly type: 'error';
  readonly code: ErrorCode;
  /** What is wrong and what to do, for people. */
  readonly message: string;
  readonly ref?: string;
  readonly connectionId?: string;
  readonly requestId?: string;
}

export type ErrorCode =
  /** No JSON, or no `action` of this API. */
  | 'unknown-action'
  /** An action of this API, with something missing or wrong in it. */
  | 'bad-request'
  /** No rule lets the caller join the channel, or it may not ask who is in it. */
  | 'forbidden'
  /** The connection is in as many channels as one may be. */
  | 'too-many-channels'
  /** The connection's authorization has ended, or it is not known: connect again. */
  | 'not-connected'
  /** A fault of the API. */
  | 'internal-error';

/** The answer to `ping`. */
export const PONG = { type: 'pong' } as const;
