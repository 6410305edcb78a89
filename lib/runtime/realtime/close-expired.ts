import { isExpired } from '../contract/realtime/audience';
import { CONNECTION_LIFETIME_SECONDS } from '../contract/realtime/connections-table';
import { ExpiryNote } from '../contract/realtime/expiry-note';
import { EndingDeps, endConnection } from './end-connection';
import { noteEntry } from './expiry-entry';
import { HANDSHAKE_MS } from './handshake';
import { Pause } from './pause';
import { ConnectionsEndpoint, Outbox, PostOutcome } from './ports';

export interface CloseExpiredDeps extends EndingDeps {
  readonly endpoint: Pick<ConnectionsEndpoint, 'close'>;
  /** The queue that the note came from. */
  readonly expiry: Outbox;
  readonly now: () => number;
  readonly pause: Pause;
}

/** Of one invocation. */
const TRIES = 4;

/**
 * Closes the connection of a note when its authorization has ended. The table is not asked: a connection that is not in
 * it, for whatever reason, is not to outlive its authorization either.
 */
export async function closeExpired(deps: CloseExpiredDeps, body: string): Promise<void> {
  const note = readNote(body);
  const isClosed = isExpired(note, deps.now()) && (await close(deps, note));
  if (isClosed) {
    await endConnection(deps, note.connectionId, 'expired');
  } else {
    await deps.expiry.send([noteEntry(note, deps.now())]);
  }
}

/** Whether it is closed for sure: not while it may be connecting, nor where API Gateway could not take the request. */
async function close(deps: CloseExpiredDeps, { connectionId, connectedAt }: ExpiryNote): Promise<boolean> {
  const outcome = await insist(deps, connectionId);
  const age = deps.now() - connectedAt;
  switch (outcome) {
    case 'delivered':
      return true;
    case 'gone':
      return age >= HANDSHAKE_MS;
    case 'retry':
      return age >= CONNECTION_LIFETIME_SECONDS * 1_000;
    case 'refused':
      throw new Error(`API Gateway refuses to close connection ${connectionId}`);
  }
}

/** Tokens that end together are closed together, which may be more than API Gateway takes at a time. */
async function insist({ endpoint, pause }: CloseExpiredDeps, connectionId: string): Promise<PostOutcome> {
  let outcome = await endpoint.close(connectionId);
  for (let tries = 1; outcome === 'retry' && tries < TRIES; tries += 1) {
    await pause(tries);
    outcome = await endpoint.close(connectionId);
  }
  return outcome;
}

function readNote(body: string): ExpiryNote {
  const { connectionId, expiresAt, connectedAt } = parsed(body);
  if (typeof connectionId !== 'string' || !Number.isFinite(expiresAt) || !Number.isFinite(connectedAt)) {
    throw new Error('not a note of the expiry queue');
  }
  return { connectionId, expiresAt: Number(expiresAt), connectedAt: Number(connectedAt) };
}

/** The error of `JSON.parse` would repeat what it was given. */
function parsed(body: string): Partial<Record<keyof ExpiryNote, unknown>> {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return {};
  }
}
