import { Pattern } from './event-filter';

/** A queue that drives a function: an AWS::Lambda::EventSourceMapping. */
export interface EventSourceModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly queueArn: string;
  readonly functionArn: string;
  readonly batchSize: number;
  /** How long a batch that is not full waits for more. */
  readonly windowSeconds: number;
  /** Whether the function tells which messages of a batch it could not handle. */
  readonly reportsFailures: boolean;
  /** One of them must fit a message, which is deleted otherwise; empty for all messages. */
  readonly filters: readonly Pattern[];
  /** How many batches are with the function at once. */
  readonly maximumConcurrency: number;
}
