import { RemovalPolicy } from 'aws-cdk-lib';
import { IEventBus } from 'aws-cdk-lib/aws-events';

/** Options of `UsageMetering.hourly`. */
export interface HourlyMeteringOptions {
  /**
   * Where an event goes when a key has used 80 % or 100 % of its quota.
   *
   * @default - the account's default bus
   */
  readonly eventBus?: IEventBus;

  /**
   * What becomes of the table when the stack goes.
   *
   * @default RemovalPolicy.RETAIN, and the table is protected from deletion
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** @internal */
export type _UsageMeteringIntent =
  { readonly kind: 'hourly'; readonly options: HourlyMeteringOptions } | { readonly kind: 'disabled' };

/**
 * Whether what API keys have used is written down, to bill from.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class UsageMetering {
  /**
   * Every hour into a table: an item for each key and day. A day read twice counts once, and an outage of up to 90 days
   * is made up for. Metrics by tier, and an event at 80 % and 100 % of a quota.
   */
  public static hourly(options: HourlyMeteringOptions = {}): UsageMetering {
    return new UsageMetering({ kind: 'hourly', options });
  }

  /** Not at all. API Gateway itself forgets after a while. */
  public static disabled(): UsageMetering {
    return new UsageMetering({ kind: 'disabled' });
  }

  private constructor(/** @internal */ public readonly _intent: _UsageMeteringIntent) {}
}
