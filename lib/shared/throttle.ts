import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';

/**
 * How many requests API Gateway lets through before it answers 429: a token bucket. Applied on a best-effort basis, so
 * a target rather than a ceiling.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export interface Throttle {
  /** Requests per second the bucket is refilled with. Above 0. */
  readonly rateLimit: number;

  /** Requests the bucket holds, that is the largest burst served at once. A whole number, 1 or more. */
  readonly burstLimit: number;
}

/** @internal */
export function _checkThrottle(where: IConstruct, throttle: Throttle): void {
  const { rateLimit, burstLimit } = throttle;
  if (!Token.isUnresolved(rateLimit) && !(Number.isFinite(rateLimit) && rateLimit > 0)) {
    refuse(
      where,
      'throttle.rateLimit must be above 0',
      rateLimit,
      'give requests per second (0 would answer 429 to all)',
    );
  }
  if (!Token.isUnresolved(burstLimit) && !(Number.isInteger(burstLimit) && burstLimit >= 1)) {
    refuse(where, 'throttle.burstLimit must be a whole number of 1 or more', burstLimit, 'give the size of a burst');
  }
}
