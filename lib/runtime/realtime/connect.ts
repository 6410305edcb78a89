import { Connection, isExpired } from '../contract/realtime/audience';
import { ConnectedEvent } from '../contract/realtime/lifecycle-event';
import { ConnectSettings } from '../contract/realtime/settings';
import { expiryEntry } from './expiry-entry';
import { originRefusal } from './handshake-origin';
import { Log } from './log';
import { newConnection } from './new-connection';
import { ConnectionStore, Outbox } from './ports';
import { headerValues, WebSocketAnswer, WebSocketEvent } from './websocket-event';

export interface ConnectDeps {
  readonly settings: ConnectSettings;
  readonly store: Pick<ConnectionStore, 'add' | 'forget'>;
  /** Where `settings.expiryQueueUrl` is. */
  readonly expiry?: Outbox;
  readonly connected: readonly Outbox[];
  readonly now: () => number;
  readonly log: Log;
}

/** Until then the client is not connected: who was told sooner could not answer it (W-2). */
const CONNECTED_DELAY_SECONDS = 1;

/** Of an origin in the log. */
const LONGEST_SHOWN = 100;

/** Decides about a handshake and keeps the connection. */
export async function connect(deps: ConnectDeps, event: WebSocketEvent): Promise<WebSocketAnswer> {
  const { settings, log, now } = deps;
  const { connectionId, requestId } = event.requestContext;
  const refuse = (statusCode: number, reason: string, facts: Record<string, unknown> = {}): WebSocketAnswer => {
    log('WARN', 'handshake refused', { reason, ...facts, connectionId, requestId });
    return { statusCode };
  };
  const origins = headerValues(event, 'origin');
  const refusal = originRefusal(origins, settings);
  if (refusal) {
    return refuse(403, refusal, { origin: origins[0]?.slice(0, LONGEST_SHOWN) });
  }
  const connection = newConnection(event, settings);
  if (typeof connection === 'string') {
    return refuse(403, connection);
  }
  if (isExpired(connection, now())) {
    return refuse(401, 'expired');
  }
  await keep(deps, connection);
  await tell(deps, connection);
  return { statusCode: 200, ...subprotocol(event) };
}

/**
 * Without its items nothing reaches a connection, and without the note it outlives its token: both, or neither. It throws
 * rather than answer 500, so that the alarm on errors of functions knows.
 */
async function keep({ store, expiry, now }: ConnectDeps, connection: Connection): Promise<void> {
  const { connectionId, user } = connection;
  const note = expiryEntry(connection, now());
  const steps = [store.add(connection), ...(note && expiry ? [expiry.send([note])] : [])];
  const failed = (await Promise.allSettled(steps)).find(({ status }) => status === 'rejected');
  if (failed) {
    await Promise.allSettled([
      store.forget({ all: true }, connectionId),
      ...(user === undefined ? [] : [store.forget({ user }, connectionId)]),
    ]);
    throw new Error(`connection ${connectionId} could not be kept`, {
      cause: (failed as PromiseRejectedResult).reason,
    });
  }
}

/** That functions are not told is no reason to turn the client away. */
async function tell({ connected, log }: ConnectDeps, { connectionId, user, connectedAt }: Connection): Promise<void> {
  const event: ConnectedEvent = {
    event: 'connected',
    connectionId,
    user,
    connectedAt: new Date(connectedAt).toISOString(),
  };
  const entry = { body: JSON.stringify(event), delaySeconds: CONNECTED_DELAY_SECONDS };
  const told = connected.map((queue) =>
    queue.send([entry]).catch((error: unknown) => log('ERROR', 'function not told', { connectionId, error })),
  );
  await Promise.all(told);
}

/** Of the protocols offered, the one that goes before a token; a browser ends a handshake that names none (W-10). */
function subprotocol(event: WebSocketEvent): Pick<WebSocketAnswer, 'headers'> {
  const offered = headerValues(event, 'sec-websocket-protocol').flatMap((value) => value.split(','));
  const isOffered = offered.some((protocol) => protocol.trim() === 'bearer');
  return isOffered ? { headers: { 'Sec-WebSocket-Protocol': 'bearer' } } : {};
}
