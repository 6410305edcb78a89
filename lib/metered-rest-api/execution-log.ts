import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Options of `ExecutionLog`. */
export interface ExecutionLogOptions {
  /**
   * How long entries are kept.
   *
   * @default RetentionDays.THREE_MONTHS
   */
  readonly retention?: RetentionDays;

  /**
   * A key of yours to encrypt the log group with. Its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch Logs' own encryption
   */
  readonly encryptionKey?: IKey;

  /**
   * What becomes of the log group when the API goes. It has the API's id in its name: no other API will use it.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** @internal */
export type _ExecutionLogIntent =
  | { readonly kind: 'on'; readonly level: 'ERROR' | 'INFO'; readonly options: ExecutionLogOptions }
  | { readonly kind: 'disabled' };

/**
 * What API Gateway tells of its own work, such as why an integration failed. It writes to a log group whose name it
 * sets; the construct makes that group first, or its entries would be kept for ever. Headers, bodies and tokens in full
 * (data tracing) are never written.
 *
 * @example
 * new MeteredRestApi(this, 'Partners', {
 *   authorization: Authorization.iam(),
 *   executionLog: ExecutionLog.info({ retention: logs.RetentionDays.ONE_WEEK }),
 * });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ExecutionLog {
  /** Requests that failed. */
  public static errors(options: ExecutionLogOptions = {}): ExecutionLog {
    return new ExecutionLog({ kind: 'on', level: 'ERROR', options });
  }

  /** Every request, in several entries each: to find a fault, for CloudWatch charges by size. */
  public static info(options: ExecutionLogOptions = {}): ExecutionLog {
    return new ExecutionLog({ kind: 'on', level: 'INFO', options });
  }

  /** Nothing. */
  public static disabled(): ExecutionLog {
    return new ExecutionLog({ kind: 'disabled' });
  }

  private constructor(/** @internal */ public readonly _intent: _ExecutionLogIntent) {}
}
