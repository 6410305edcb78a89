import type { PlanThrottle } from './held-plan';
import type { UsageReport } from './usage-report';

/**
 * The report as `RateLimit-Policy` and `RateLimit`, which are structured fields: a list of names with a quota `q` in a
 * window of `w` seconds, and with the remaining `r` for `t` more seconds. What is left of a throttle nobody says.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function rateLimitHeaders({ limits, period, remaining }: UsageReport, now: number): Record<string, string> {
  const { quota, throttle } = limits;
  const end = Date.parse(period.end);
  const window = (end - Date.parse(period.start)) / 1_000;
  const policies = [
    ...(quota ? [`"quota";q=${quota.limit};w=${window}`] : []),
    ...(throttle && throttle.rateLimit > 0 ? [`"throttle";${rate(throttle)}`] : []),
  ];
  return {
    ...(policies.length > 0 && { 'ratelimit-policy': policies.join(', ') }),
    ...(quota && { ratelimit: `"quota";r=${remaining};t=${Math.ceil((end - now) / 1_000)}` }),
  };
}

/** Both are whole numbers: half a request a second is one in two. */
function rate({ rateLimit }: PlanThrottle): string {
  const window = Number.isInteger(rateLimit) ? 1 : rateLimit < 1 ? Math.ceil(1 / rateLimit) : 60;
  return `q=${Math.max(1, Math.floor(rateLimit * window))};w=${window}`;
}
