import { Clock } from '../core/clock';
import { LambdaAnswer } from '../http-api/authorizers/lambda-answer';

interface Entry {
  readonly answer: LambdaAnswer;
  readonly expiresAt: number;
}

/** Enough for a developer; the oldest give way. */
const MAX_ENTRIES = 1_000;

/** H-64: answers of one authorizer function, by all identity source values. */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();

  public constructor(
    private readonly clock: Clock,
    private readonly ttlSeconds: number,
  ) {}

  public get(key: string): LambdaAnswer | undefined {
    const entry = this.entries.get(key);
    return entry && this.clock.now() < entry.expiresAt ? entry.answer : undefined;
  }

  public put(key: string, answer: LambdaAnswer): void {
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
