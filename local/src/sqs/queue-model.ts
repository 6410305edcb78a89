/** A queue of the template, with every intrinsic resolved. */
export interface QueueModel {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  /** As `Ref` gives it: the one at AWS. */
  readonly url: string;
  readonly settings: QueueSettings;
}

export interface QueueSettings {
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  /** How long ReceiveMessage waits for a message when it does not say. */
  readonly waitSeconds: number;
  readonly maximumMessageBytes: number;
  readonly redrive?: RedrivePolicy;
  /** Absent for a standard queue. */
  readonly fifo?: FifoSettings;
}

export interface FifoSettings {
  /** Whether messages with the same body are duplicates. */
  readonly contentBasedDeduplication: boolean;
  /** Where duplicates are looked for. */
  readonly deduplicationScope: 'queue' | 'messageGroup';
  readonly throughputLimit: 'perQueue' | 'perMessageGroupId';
}

/** When a message that nobody deletes goes where. */
export interface RedrivePolicy {
  readonly deadLetterQueueArn: string;
  readonly maxReceiveCount: number;
}

/** Of the AWS::SQS::Queue reference page. */
export const DEFAULT_SETTINGS: QueueSettings = {
  visibilityTimeoutSeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 345_600,
  waitSeconds: 0,
  maximumMessageBytes: 1_048_576,
};
