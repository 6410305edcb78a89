import { JWK } from 'jose';

import { Clock } from '../core/clock';
import { IssuerKeys } from './issuer-keys';

/** H-54. */
const KEYS_LAST_MS = 2 * 60 * 60 * 1_000;
/** An issuer that is down is asked again soon, but not by every request. */
const FAILURE_LASTS_MS = 3_000;
/** Tokens with made-up key ids must not turn into a flood on the issuer. */
const REFETCH_PAUSE_MS = 10_000;

/** The keys of one issuer, fetched when they are first needed. Rejects when they can't be had. */
export class KeyCache {
  private keys?: { readonly byId: IssuerKeys; readonly fetchedAt: number };
  private failure?: { readonly error: unknown; readonly failedAt: number };
  private pending?: Promise<IssuerKeys>;

  public constructor(
    private readonly clock: Clock,
    private readonly fetchKeys: () => Promise<IssuerKeys>,
  ) {}

  public async find(kid: string): Promise<JWK | undefined> {
    const known = (await this.current()).get(kid);
    return known ?? (this.mayRefetch() ? (await this.fetch()).get(kid) : undefined);
  }

  private async current(): Promise<IssuerKeys> {
    if (this.keys && this.age(this.keys.fetchedAt) < KEYS_LAST_MS) {
      return this.keys.byId;
    }
    if (this.failure && this.age(this.failure.failedAt) < FAILURE_LASTS_MS) {
      throw this.failure.error;
    }
    return this.fetch();
  }

  private mayRefetch(): boolean {
    const lastTry = Math.max(this.keys?.fetchedAt ?? 0, this.failure?.failedAt ?? 0);
    return this.age(lastTry) >= REFETCH_PAUSE_MS;
  }

  /** One fetch at a time, whoever asks. */
  private fetch(): Promise<IssuerKeys> {
    this.pending ??= this.fetchOnce().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async fetchOnce(): Promise<IssuerKeys> {
    try {
      const byId = await this.fetchKeys();
      this.keys = { byId, fetchedAt: this.clock.now() };
      this.failure = undefined;
      return byId;
    } catch (error) {
      this.failure = { error, failedAt: this.clock.now() };
      throw error;
    }
  }

  private age(since: number): number {
    return this.clock.now() - since;
  }
}
