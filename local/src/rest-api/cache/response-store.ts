import { Clock } from '../../core/clock';
import { GatewayResponse } from '../../core/request';

interface Entry {
  readonly response: GatewayResponse;
  readonly expiresAt: number;
}

/** */
const MAX_ITEM_BYTES = 1_048_576;
/** Enough for a developer; those used longest ago give way. */
const MAX_BYTES = 64 * MAX_ITEM_BYTES;

/** The cache cluster of a stage: answers by key, each for its time. */
export class ResponseStore {
  /** Those used last are at the end. */
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  public constructor(private readonly clock: Clock) {}

  public get(key: string): GatewayResponse | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.remove(key);
    if (this.clock.now() >= entry.expiresAt) return undefined;
    this.add(key, entry);
    return entry.response;
  }

  public put(key: string, response: GatewayResponse, ttlSeconds: number): void {
    this.remove(key);
    if (response.body.length > MAX_ITEM_BYTES) return;
    this.add(key, { response, expiresAt: this.clock.now() + ttlSeconds * 1_000 });
    for (const [oldest] of this.entries) {
      if (this.bytes <= MAX_BYTES) return;
      this.remove(oldest);
    }
  }

  private add(key: string, entry: Entry): void {
    this.entries.set(key, entry);
    this.bytes += entry.response.body.length;
  }

  private remove(key: string): void {
    this.bytes -= this.entries.get(key)?.response.body.length ?? 0;
    this.entries.delete(key);
  }
}
