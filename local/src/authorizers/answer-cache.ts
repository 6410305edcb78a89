import { Clock } from '../core/clock';

interface Entry<T> {
  readonly answer: T;
  readonly expiresAt: number;
}

/** Enough for a developer; the oldest give way. */
const MAX_ENTRIES = 1_000;

/** H-64, R-60: answers of one authorizer function, by all identity source values. */
export class AnswerCache<T> {
  private readonly entries = new Map<string, Entry<T>>();

  public constructor(
    private readonly clock: Clock,
    private readonly ttlSeconds: number,
  ) {}

  public get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && this.clock.now() < entry.expiresAt ? entry.answer : undefined;
  }

  public put(key: string, answer: T): void {
    if (this.ttlSeconds === 0) {
      return;
    }
    this.entries.delete(key);
    this.entries.set(key, { answer, expiresAt: this.clock.now() + this.ttlSeconds * 1_000 });
    if (this.entries.size > MAX_ENTRIES) {
      const [oldest] = this.entries.keys();
      this.entries.delete(oldest as string);
    }
  }
}
