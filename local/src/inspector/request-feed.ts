import { randomUUID } from 'node:crypto';
import { RequestRecord } from '../core/request-record';

/** As many as a person looks through. */
const MOST_KEPT = 500;

export interface FeedEntry {
  /** Differs from that of any other entry, those of earlier gateways included. */
  readonly id: string;
  readonly record: RequestRecord;
}

/** The latest requests, for readers who come late, come back, and go at any time. */
export class RequestFeed {
  private readonly kept: FeedEntry[] = [];
  private readonly readers = new Set<(entry: FeedEntry) => void>();
  private readonly run = randomUUID();
  private added = 0;

  public add(record: RequestRecord): void {
    this.added += 1;
    const entry = { id: `${this.run}-${this.added}`, record };
    this.kept.push(entry);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
    for (const read of this.readers) read(entry);
  }

  /** What was added after an entry; everything that is kept when that is gone, or none is given. */
  public since(id?: string): readonly FeedEntry[] {
    return this.kept.slice(this.kept.findIndex((entry) => entry.id === id) + 1);
  }

  /** Calls back with each new entry, until what it returns is called. */
  public follow(read: (entry: FeedEntry) => void): () => void {
    this.readers.add(read);
    return () => void this.readers.delete(read);
  }
}
