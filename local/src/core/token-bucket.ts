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
    this.tokens = this.left;
    this.filledAt = this.clock.now();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Tokens that are there now; parts of one do not let anybody through. */
  public get left(): number {
    const gained = ((this.clock.now() - this.filledAt) / 1000) * this.rate;
    return Math.min(this.burst, this.tokens + Math.max(0, gained));
  }
}
