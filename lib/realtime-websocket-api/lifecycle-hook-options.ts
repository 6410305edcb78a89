/** Options of `onConnected` and `onDisconnected`. */
export interface LifecycleHookOptions {
  /**
   * How many events the function gets at once, at most. It says by `batchItemFailures` which of them it could not take
   * care of. From 1 to 10.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * Invocations at the same time, so that a storm of connections leaves the account's concurrency to others. From 2 to
   * 1,000.
   *
   * @default 10
   */
  readonly maxConcurrency?: number;
}
