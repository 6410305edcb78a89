import { Token } from 'aws-cdk-lib';
import { refuse } from '../core/errors';

/** @internal */
export type _QuotaPeriod = 'DAY' | 'WEEK' | 'MONTH';

/**
 * How many requests a key may make in a period before API Gateway answers 429. Counted per key over all its methods, on
 * a best-effort basis.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class Quota {
  /** Requests a day, from midnight UTC. */
  public static perDay(limit: number): Quota {
    return new Quota(limit, 'DAY', 0);
  }

  /**
   * Requests a week.
   *
   * @param offset day of the week on which it begins, 0 to 6; 0 is Sunday
   */
  public static perWeek(limit: number, offset: number = 0): Quota {
    return new Quota(limit, 'WEEK', offset);
  }

  /**
   * Requests a month.
   *
   * @param offset days into the month after which it begins, 0 to 27; 0 is the first day
   */
  public static perMonth(limit: number, offset: number = 0): Quota {
    return new Quota(limit, 'MONTH', offset);
  }

  private constructor(
    /** @internal */ public readonly _limit: number,
    /** @internal */ public readonly _period: _QuotaPeriod,
    /** @internal */ public readonly _offset: number,
  ) {
    const where = `Quota.per${_period.charAt(0)}${_period.slice(1).toLowerCase()}`;
    if (!Token.isUnresolved(_limit) && !(Number.isInteger(_limit) && _limit >= 1)) {
      const remedy = 'give a number of requests, or leave the quota out (the service would take 0 for none)';
      refuse(where, 'limit must be a whole number of 1 or more', _limit, remedy);
    }
    const last = { DAY: 0, WEEK: 6, MONTH: 27 }[_period];
    if (!Token.isUnresolved(_offset) && !(Number.isInteger(_offset) && _offset >= 0 && _offset <= last)) {
      refuse(where, `offset must be a whole number of 0 to ${last}`, _offset, 'give days into the period');
    }
  }
}
