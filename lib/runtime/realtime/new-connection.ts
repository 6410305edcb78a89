import { Connection } from '../contract/realtime/audience';
import { CONNECTION_LIFETIME_SECONDS } from '../contract/realtime/connections-table';
import { ConnectSettings } from '../contract/realtime/settings';
import { callerOf } from './caller';
import { WebSocketEvent } from './websocket-event';

export type IdentityRefusal = 'user-too-long' | 'malformed-exp' | 'exp-in-milliseconds';

/** Bytes of a user's name: it is part of a key, which has at most 2,048. */
const LONGEST_USER = 1_024;

/** The year 5138 in seconds, 1973 in milliseconds: a connection must not live on because someone took one for the other. */
const LATEST_EXP = 1e11;

/** The connection that a handshake asks for, or why it can't be one. */
export function newConnection(
  { requestContext }: WebSocketEvent,
  settings: Pick<ConnectSettings, 'claims' | 'expiryQueueUrl'>,
): Connection | IdentityRefusal {
  const { connectionId, connectedAt, authorizer } = requestContext;
  const user = callerOf(requestContext);
  const expiresAt = settings.expiryQueueUrl === undefined ? undefined : expiryOf(authorizer?.exp);
  if (Buffer.byteLength(user ?? '') > LONGEST_USER) {
    return 'user-too-long';
  }
  if (Number.isNaN(expiresAt)) {
    return 'malformed-exp';
  }
  if (expiresAt !== undefined && expiresAt > LATEST_EXP) {
    return 'exp-in-milliseconds';
  }
  return {
    connectionId,
    connectedAt,
    ttl: Math.floor(connectedAt / 1_000) + CONNECTION_LIFETIME_SECONDS,
    ...(user !== undefined && { user }),
    ...(expiresAt !== undefined && { expiresAt }),
    channels: [],
    claims: claimsOf(authorizer ?? {}, settings.claims),
  };
}

/** Whole seconds, none where there is no such claim, NaN where it is no time: to be refused rather than outlived. */
function expiryOf(exp: unknown): number | undefined {
  if (exp === undefined || exp === null) {
    return undefined;
  }
  const seconds = typeof exp === 'string' && exp.trim() !== '' ? Number(exp) : exp;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? Math.floor(seconds) : NaN;
}

function claimsOf(said: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> {
  const claims = names.map((name): [string, string | undefined] => [
    name,
    Object.hasOwn(said, name) ? text(said[name]) : undefined,
  ]);
  return Object.fromEntries(claims.filter((claim): claim is [string, string] => claim[1] !== undefined));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
