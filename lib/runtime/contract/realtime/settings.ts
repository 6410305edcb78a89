import { ChannelRule } from './channel-rules';

/** The environment variable of the shipped handlers of a `RealtimeWebSocketApi`, as JSON: one of the settings below. */
export const REALTIME = 'REALTIME';

/** Of the handler `connect`. */
export interface ConnectSettings {
  readonly tableName: string;
  /** Entries of the allow-list, patterns included; `*` alone for any. */
  readonly origins: readonly string[];
  /** Whether clients that send no Origin, which browsers always do, may connect. */
  readonly allowWithoutOrigin: boolean;
  /** Claims that rules for channels ask for. */
  readonly claims: readonly string[];
  /** Where connections are noted whose authorization must not outlive a token; without it, it may. */
  readonly expiryQueueUrl?: string;
  /** Queues whose functions are told of new connections. */
  readonly connectedQueueUrls: readonly string[];
}

/** Of handlers that take connections out of the table. */
export interface LeavingSettings {
  readonly tableName: string;
  /** Queues whose functions are told of connections that have ended. */
  readonly disconnectedQueueUrls: readonly string[];
}

/** Of the handler `disconnect`. */
export type DisconnectSettings = LeavingSettings;

/** Of the handler `channels`. */
export interface ChannelsSettings {
  readonly tableName: string;
  readonly rules: readonly ChannelRule[];
  readonly mostChannels: number;
}

/** Of the handler `close-expired`. */
export interface ExpirySettings extends LeavingSettings {
  readonly callbackUrl: string;
  readonly expiryQueueUrl: string;
}

/** Of the handler `deliver`. */
export interface DeliverySettings extends LeavingSettings {
  readonly callbackUrl: string;
  readonly deliveryQueueUrl: string;
  readonly deadLetterQueueUrl: string;
}

/** Of the handler `dispatch`, which also delivers to small audiences. */
export interface DispatchSettings extends DeliverySettings {
  readonly broadcastQueueUrl: string;
}

export function readSettings<Settings>(value: string | undefined): Settings {
  if (!value) {
    throw new Error(`the environment variable ${REALTIME} is missing`);
  }
  return JSON.parse(value) as Settings;
}
