import { MeteredQuota } from '../contract/metering-settings';
import { QUOTA_THRESHOLDS, QuotaThreshold } from '../contract/quota-event';

const [LEAST] = QUOTA_THRESHOLDS;

/**
 * Whether what is left makes it worth adding up a period. It says nothing by itself: where the quota was raised by a
 * deployment, what was left of the old one looks like little.
 */
export function nearQuota(quota: MeteredQuota | undefined, remaining: number | undefined): remaining is number {
  return quota !== undefined && remaining !== undefined && reached(LEAST, quota.limit - remaining, remaining);
}

/** The thresholds that a key has reached, given what it used in the period and what the service says is left. */
export function thresholdsReached(used: number, remaining: number): QuotaThreshold[] {
  return QUOTA_THRESHOLDS.filter((threshold) => reached(threshold, used, remaining));
}

/** Measured against what was granted, which an operator may extend for a while. */
function reached(threshold: QuotaThreshold, used: number, remaining: number): boolean {
  return used > 0 && 100 * used >= threshold * (used + Math.max(0, remaining));
}
