import { Clock } from './day';

/** What tests replace. */
export interface ControlPlaneTools {
  readonly now: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Four calls a second: an account has ten for everything in a Region, deployments included (rule Q-17). */
const INTERVAL = 250;
const ATTEMPTS = 9;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;

const TRANSIENT = [
  'TooManyRequestsException',
  'ThrottlingException',
  'Throttling',
  'ServiceUnavailableException',
  'TimeoutError',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
];

/** Calls API Gateway at an even pace, and again after a random, growing wait where it is throttled. */
export class ControlPlane {
  private nextCall = 0;

  public constructor(private readonly tools: ControlPlaneTools) {}

  public async call<T>(send: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      await this.waitForTurn();
      try {
        return await send();
      } catch (error) {
        if (attempt === ATTEMPTS || !isTransient(error)) {
          throw error;
        }
        await this.tools.sleep(this.tools.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1)));
      }
    }
  }

  private async waitForTurn(): Promise<void> {
    const now = this.tools.now();
    const turn = Math.max(now, this.nextCall);
    this.nextCall = turn + INTERVAL;
    if (turn > now) {
      await this.tools.sleep(turn - now);
    }
  }
}

function isTransient(error: unknown): boolean {
  const { name, code, $metadata } = error as { name?: string; code?: string; $metadata?: { httpStatusCode?: number } };
  return TRANSIENT.some((known) => known === name || known === code) || ($metadata?.httpStatusCode ?? 0) >= 500;
}
