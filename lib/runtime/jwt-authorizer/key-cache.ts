import { Refusal } from './refusal';
import { SigningKey } from './signing-key';

/** Milliseconds since 1970. */
export type Clock = () => number;

/** Tokens with made-up key ids must not turn into a flood on the issuer. */
const REFETCH_PAUSE_MS = 10_000;
/** An issuer that is down is asked again soon, but not by every request. */
const FAILURE_LASTS_MS = 2_000;

export interface KeyCacheProps {
  readonly maxAgeSeconds: number;
  readonly now: Clock;
  readonly fetchKeys: () => Promise<readonly SigningKey[]>;
}

/** The issuer's keys. Those that are too old are never used, even if there are no newer ones: a key may have been withdrawn. */
export class KeyCache {
  private current?: { readonly keys: readonly SigningKey[]; readonly fetchedAt: number };
  private failure?: { readonly refusal: Refusal; readonly failedAt: number };
  private pending?: Promise<readonly SigningKey[]>;

  public constructor(private readonly props: KeyCacheProps) {}

  public async find(kid: string, algorithm: string): Promise<SigningKey> {
    const isIt = (key: SigningKey) => key.kid === kid && key.algorithms.includes(algorithm);
    const known = (await this.fresh()).find(isIt) ?? (await this.newer()).find(isIt);
    if (!known) {
      throw new Refusal('unknown-key');
    }
    return known;
  }

  private async fresh(): Promise<readonly SigningKey[]> {
    if (this.current && this.age(this.current.fetchedAt) < this.props.maxAgeSeconds * 1_000) {
      return this.current.keys;
    }
    if (this.failure && this.age(this.failure.failedAt) < FAILURE_LASTS_MS) {
      throw this.failure.refusal;
    }
    return this.fetch();
  }

  /** For a key id that is not known: the issuer may have a new key, but is not asked all the time. */
  private async newer(): Promise<readonly SigningKey[]> {
    const lastTry = Math.max(this.current?.fetchedAt ?? 0, this.failure?.failedAt ?? 0);
    return this.age(lastTry) < REFETCH_PAUSE_MS ? [] : this.fetch();
  }

  /** One fetch at a time, whoever asks. */
  private fetch(): Promise<readonly SigningKey[]> {
    this.pending ??= this.fetchOnce().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async fetchOnce(): Promise<readonly SigningKey[]> {
    try {
      const keys = await this.props.fetchKeys();
      this.current = { keys, fetchedAt: this.props.now() };
      this.failure = undefined;
      return keys;
    } catch (error) {
      const refusal = new Refusal('keys-unavailable', (error as Error).message);
      this.failure = { refusal, failedAt: this.props.now() };
      throw refusal;
    }
  }

  private age(since: number): number {
    return this.props.now() - since;
  }
}
