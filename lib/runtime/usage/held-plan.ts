import type { UsagePlan } from '@aws-sdk/client-api-gateway';

/** An API and its stage. */
export interface ApiStage {
  readonly apiId: string;
  readonly stage: string;
}

/** Requests a second, and how many at once. */
export interface PlanThrottle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** The plan a key has for one API stage. */
export interface HeldPlan {
  readonly id: string;
  readonly tier: string;
  readonly throttle?: PlanThrottle;
  readonly quota?: { readonly limit: number; readonly period: 'DAY' | 'WEEK' | 'MONTH'; readonly offset: number };
  /** Throttles of single routes, by route key. */
  readonly routes?: Record<string, PlanThrottle>;
}

/**
 * Of the plans of a key, the one for this API stage: there is one at most (rule R-77). Undefined where it is no tier.
 *
 * @param names name of the plan of each tier, by tier
 */
export function heldPlan(plans: UsagePlan[], at: ApiStage, names: Record<string, string>): HeldPlan | undefined {
  for (const { id, name, throttle, quota, apiStages = [] } of plans) {
    const here = apiStages.find(({ apiId, stage }) => apiId === at.apiId && stage === at.stage);
    const [tier] = Object.entries(names).find(([, planName]) => planName === name) ?? [];
    if (here && id && tier !== undefined) {
      const routes = Object.entries(here.throttle ?? {}).map(
        ([key, own]) => [routeKeyOf(key), withLimits(own)] as const,
      );
      return {
        id,
        tier,
        ...(throttle && { throttle: withLimits(throttle) }),
        ...(quota?.limit &&
          quota.period && { quota: { limit: quota.limit, period: quota.period, offset: quota.offset ?? 0 } }),
        ...(routes.length > 0 && { routes: Object.fromEntries(routes) }),
      };
    }
  }
  return undefined;
}

function withLimits({ rateLimit = 0, burstLimit = 0 }: Partial<PlanThrottle>): PlanThrottle {
  return { rateLimit, burstLimit };
}

/** `/orders/POST` is `POST /orders`, and `//GET` the root (rule R-79). */
function routeKeyOf(key: string): string {
  const slash = key.lastIndexOf('/');
  return `${key.slice(slash + 1)} ${key.slice(0, slash)}`;
}
