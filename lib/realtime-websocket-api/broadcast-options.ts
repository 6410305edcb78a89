import { IKey } from 'aws-cdk-lib/aws-kms';

/** Choices about broadcasts. */
export interface BroadcastOptions {
  /**
   * Functions that deliver at the same time, and as many that find out whom a broadcast is for. From 2 to 1,000. Each
   * holds several posts in flight: more of them reach more connections a second, and take more of the account's requests
   * a second, which all its APIs share.
   *
   * @default 10
   */
  readonly deliveryConcurrency?: number;

  /**
   * A key of yours to encrypt the queues with that broadcasts go through.
   *
   * @default - a key that SQS owns
   */
  readonly encryptionKey?: IKey;
}
