import { PostOutcome } from '../ports';

const MOST = 50;
const LEAST = 5;

/** Share of posts that may fail without slowing the others down. */
const TOLERATED = 0.25;

/**
 * How many posts a worker has under way: fewer by half when many are throttled, a few more when they are not
 * (additive increase, multiplicative decrease).
 */
export class PostingPace {
  private limit = MOST;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private ended = 0;
  private failed = 0;

  /** Posts when it is its turn. */
  public async run(post: () => Promise<PostOutcome>): Promise<PostOutcome> {
    while (this.running >= this.limit) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running += 1;
    try {
      const outcome = await post();
      this.learn(outcome === 'retry');
      return outcome;
    } finally {
      this.running -= 1;
      this.waiting.splice(0, this.limit - this.running).forEach((resume) => resume());
    }
  }

  /** Judges by as many posts as run at a time. */
  private learn(hasFailed: boolean): void {
    this.ended += 1;
    this.failed += hasFailed ? 1 : 0;
    if (this.ended < this.limit) {
      return;
    }
    const isTooFast = this.failed / this.ended > TOLERATED;
    this.limit = isTooFast ? Math.max(LEAST, Math.floor(this.limit / 2)) : Math.min(MOST, this.limit + LEAST);
    this.ended = 0;
    this.failed = 0;
  }
}
