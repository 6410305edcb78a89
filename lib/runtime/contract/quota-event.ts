import { MeteredQuota } from './metering-settings';

/** What EventBridge rules match. */
export const QUOTA_EVENT = { source: 'cdk-apigateway-patterns', detailType: 'QuotaThresholdReached' } as const;

/** Percents of a quota at which an event is raised. */
export const QUOTA_THRESHOLDS = [80, 100] as const;

export type QuotaThreshold = (typeof QUOTA_THRESHOLDS)[number];

/** The detail of the event. Its JSON Schema is docs/quota-threshold-reached.schema.json. */
export interface QuotaThresholdReached {
  readonly version: 1;
  /** The same for the same key, plan, period and threshold. */
  readonly id: string;
  readonly apiName: string;
  readonly apiKeyId: string;
  readonly customerId: string;
  readonly tier: string;
  readonly usagePlanId: string;
  readonly threshold: QuotaThreshold;
  readonly quota: MeteredQuota;
  /** Requests in the period up to `day`. */
  readonly used: number;
  readonly remaining: number;
  /** First day of the period. */
  readonly periodStart: string;
  /** The day after its last. */
  readonly periodEnd: string;
  /** The day whose figures showed it, UTC. */
  readonly day: string;
}
