import { Member } from '../contract/realtime/audience';
import { ExpiryNote } from '../contract/realtime/expiry-note';
import { QueueEntry } from './ports';

/** The longest that Amazon SQS keeps a message back. */
const LONGEST_DELAY_SECONDS = 900;

/** Between tries to close a connection whose handshake may still be going on. */
const SHORTEST_DELAY_SECONDS = 2;

/** What is put on the expiry queue for a connection; nothing where it is over before its authorization is. */
export function expiryEntry(
  { connectionId, expiresAt, connectedAt, ttl }: Member,
  nowMs: number,
): QueueEntry | undefined {
  return expiresAt === undefined || expiresAt >= ttl
    ? undefined
    : noteEntry({ connectionId, expiresAt, connectedAt }, nowMs);
}

/** A note for when it is time, or as near to that as a message may be kept back. */
export function noteEntry(note: ExpiryNote, nowMs: number): QueueEntry {
  const seconds = Math.ceil(note.expiresAt - nowMs / 1_000);
  const delaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.max(SHORTEST_DELAY_SECONDS, seconds));
  return { body: JSON.stringify(note), delaySeconds };
}
