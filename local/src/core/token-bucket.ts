import { Clock } from './clock';

/** Holds `burst` tokens at most and gains `rate` of them a second. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  public constructor(
    private readonly rate: number,
    private readonly burst: number,
    private readonly clock: Clock,
  ) {
    this.tokens = burst;
    this.filledAt = clock.now();
  }

  /** Takes a token; false when there is none. */
  public take(): boolean {
    const now = this.clock.now();
    const gained = ((now - this.filledAt) / 1000) * this.rate;
    this.tokens = Math.min(this.burst, this.tokens + Math.max(0, gained));
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
