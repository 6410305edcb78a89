/** A missing member means the account's limit, that is none here. */
export interface ThrottleModel {
  readonly rateLimit?: number;
  readonly burstLimit?: number;
}

/** The account's own limits, for what a throttle leaves open. */
export const ACCOUNT_RATE = 10_000;
export const ACCOUNT_BURST = 5_000;
