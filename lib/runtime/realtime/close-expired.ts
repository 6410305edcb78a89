import { isExpired } from '../contract/realtime/audience';
import { ExpiryNote } from '../contract/realtime/expiry-note';
import { EndingDeps, endConnection } from './end-connection';
import { noteEntry } from './expiry-entry';
import { ConnectionsEndpoint, ConnectionStore, Outbox } from './ports';

export interface CloseExpiredDeps extends EndingDeps {
  readonly store: Pick<ConnectionStore, 'get' | 'beginLeaving' | 'forget'>;
  readonly endpoint: Pick<ConnectionsEndpoint, 'close'>;
  /** The queue that the note came from. */
  readonly expiry: Outbox;
  readonly now: () => number;
}

/** As long a handshake may take (W-20): until then the connection may not be in the table, or answer that it is gone. */
const HANDSHAKE_MS = 30_000;

/** Closes the connection of a note when its authorization has ended. A note of one that is over is dropped. */
export async function closeExpired(deps: CloseExpiredDeps, body: string): Promise<void> {
  const note = readNote(body);
  const now = deps.now();
  const outcome = await closeIfDue(deps, note, now);
  const isSettled = now >= note.connectedAt + HANDSHAKE_MS;
  if (outcome === 'closed' || (outcome === 'gone' && isSettled)) {
    await endConnection(deps, note.connectionId, 'expired');
  } else if (outcome !== 'unknown' || !isSettled) {
    await deps.expiry.send([noteEntry(note, now)]);
  }
}

type ClosingOutcome = 'closed' | 'gone' | 'unknown' | 'not-due';

async function closeIfDue(
  { store, endpoint }: CloseExpiredDeps,
  { connectionId, expiresAt }: ExpiryNote,
  now: number,
): Promise<ClosingOutcome> {
  if (!(await store.get(connectionId))) {
    return 'unknown';
  }
  if (!isExpired({ expiresAt }, now)) {
    return 'not-due';
  }
  const outcome = await endpoint.close(connectionId);
  if (outcome === 'retry' || outcome === 'refused') {
    throw new Error(`connection ${connectionId} could not be closed: ${outcome}`);
  }
  return outcome === 'gone' ? 'gone' : 'closed';
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
