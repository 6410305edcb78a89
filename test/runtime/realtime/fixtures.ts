import { Connection } from '../../../lib/runtime/contract/realtime/audience';
import { CONNECTION_LIFETIME_SECONDS } from '../../../lib/runtime/contract/realtime/connections-table';

export const NOON = Date.parse('2026-11-21T12:00:00Z');
export const NOON_SECONDS = NOON / 1_000;

export const connection = (change: Partial<Connection> = {}): Connection => ({
  connectionId: 'JC1dgf9yoAMCK-g=',
  user: 'ada',
  connectedAt: NOON,
  ttl: NOON_SECONDS + CONNECTION_LIFETIME_SECONDS,
  channels: [],
  claims: {},
  ...change,
});

/** An error as the SDK throws it. */
export const sdkError = (name: string): Error => Object.assign(new Error(name), { name });
