import type { QueueEntry } from '../realtime/ports';

/** Of one SendMessageBatch. */
const MOST_ENTRIES = 10;
const MOST_BYTES = 262_144;

/** Entries in order, as many a request as it takes. One that is too large by itself is sent by itself, and refused. */
export function inBatches(entries: readonly QueueEntry[]): QueueEntry[][] {
  const batches: QueueEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const bytes = Buffer.byteLength(entry.body);
    const batch = batches.at(-1);
    if (batch && batch.length < MOST_ENTRIES && bytes <= room) {
      batch.push(entry);
      room -= bytes;
    } else {
      batches.push([entry]);
      room = MOST_BYTES - bytes;
    }
  }
  return batches;
}
