import { RemovalPolicy } from 'aws-cdk-lib';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Options of `AccessLog.json`. */
export interface JsonAccessLogOptions {
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
   * What becomes of the log group when the stack goes.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** @internal */
export type _AccessLogIntent =
  | { readonly kind: 'json'; readonly options: JsonAccessLogOptions }
  | { readonly kind: 'toLogGroup'; readonly logGroup: ILogGroup }
  | { readonly kind: 'disabled' };

/**
 * One JSON entry a request: request id, route, path, status, latencies, errors, and who called from which address.
 * Never a header, the query string or a body, so that no token ends up in it. Subject, address and path may be personal
 * data: choose the retention accordingly.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export class AccessLog {
  /** To a log group the API makes. */
  public static json(options: JsonAccessLogOptions = {}): AccessLog {
    return new AccessLog({ kind: 'json', options });
  }

  /** To a log group of yours, in the same format. */
  public static toLogGroup(logGroup: ILogGroup): AccessLog {
    return new AccessLog({ kind: 'toLogGroup', logGroup });
  }

  /** No access log: nobody will be able to tell who called. It warns. */
  public static disabled(): AccessLog {
    return new AccessLog({ kind: 'disabled' });
  }

  private constructor(/** @internal */ public readonly _intent: _AccessLogIntent) {}
}
