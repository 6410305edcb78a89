/**
 * How many requests API Gateway lets through: a token bucket.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export interface Throttle {
  /** Requests per second the bucket is refilled with. */
  readonly rateLimit: number;

  /** Requests the bucket holds, that is the largest burst served at once. */
  readonly burstLimit: number;
}
