import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption, QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** As AWS Lambda recommends: at least 5 receptions, and 6 time-outs for its retries where a function is throttled. */
const USUAL = { receptions: 5, visibility: 6 };
/**
 * For shipped handlers: what a function held that died comes again after a minute, which they put up with, and half an
 * hour of receptions, as DynamoDB or SQS may be out for a while.
 */
export const PERSISTENT = { receptions: 30, visibility: 2 };

export interface WorkQueueProps {
  /** Of the function that takes the messages. */
  readonly timeout: Duration;
  /**
   * When a message whose function has died comes again, in multiples of the time-out.
   *
   * @default 6
   */
  readonly visibility?: number;
  /**
   * After which a message is set aside.
   *
   * @default 5
   */
  readonly receptions?: number;
  readonly encryptionKey?: IKey;
}

export interface ConsumeOptions {
  readonly batchSize: number;
  readonly maxConcurrency?: number;
}

/**
 * Work for a function, and a queue beside it for what can't be done.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class WorkQueue extends Construct {
  public readonly queue: Queue;
  public readonly deadLetters: Queue;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkQueueProps,
  ) {
    super(scope, id);
    const { encryptionKey, timeout, visibility, receptions } = { ...USUAL, ...props };
    const common: QueueProps = {
      enforceSSL: true,
      encryption: encryptionKey ? QueueEncryption.KMS : QueueEncryption.SQS_MANAGED,
      encryptionMasterKey: encryptionKey,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      visibilityTimeout: Duration.seconds(visibility * timeout.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: receptions },
    });
  }

  /** What a role needs to put messages on the queue. */
  public sending(): PolicyStatement[] {
    return [this.allow(['sqs:SendMessage'], this.queue), ...this.withKey('kms:Decrypt', 'kms:GenerateDataKey')];
  }

  /** What it needs to set messages aside by itself. */
  public settingAside(): PolicyStatement[] {
    return [this.allow(['sqs:SendMessage'], this.deadLetters), ...this.withKey('kms:Decrypt', 'kms:GenerateDataKey')];
  }

  /** What Lambda needs of a function's role to hand it messages. */
  public receiving(): PolicyStatement[] {
    const actions = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
    return [this.allow(actions, this.queue), ...this.withKey('kms:Decrypt')];
  }

  /** Hands messages to a function, which says which of a batch it could not take care of. */
  public consume(target: IFunction, options: ConsumeOptions): EventSourceMapping {
    return new EventSourceMapping(this, 'Mapping', {
      target,
      eventSourceArn: this.queue.queueArn,
      reportBatchItemFailures: true,
      ...options,
    });
  }

  private allow(actions: string[], queue: Queue): PolicyStatement {
    return new PolicyStatement({ actions, resources: [queue.queueArn] });
  }

  private withKey(...actions: string[]): PolicyStatement[] {
    const { encryptionKey } = this.props;
    return encryptionKey ? [new PolicyStatement({ actions, resources: [encryptionKey.keyArn] })] : [];
  }
}
