import { Clock } from '../core/clock';
import { ACCOUNT_BURST, ACCOUNT_RATE, ThrottleModel } from '../core/throttle-model';
import { TokenBucket } from '../core/token-bucket';
import { Client } from './model';

/** A method or a route, as far as limits go. */
export interface Throttled {
  /** `GET /pets` */
  readonly routeKey: string;
  /** How a plan lists it: `/pets/GET`. Absent where no plan can. */
  readonly planKey?: string;
  /** Of the stage. */
  readonly throttle?: ThrottleModel;
}

/** The token buckets of one stage, each made when it is first needed. */
export class Throttles {
  private readonly buckets = new Map<string, TokenBucket>();

  public constructor(private readonly clock: Clock) {}

  /** The first limit that is exhausted, in the order of R-78; undefined when there is none. */
  public exhausted(target: Throttled, client?: Client): string | undefined {
    const limits = [...(client ? [planLimitFor(target, client), planLimit(client)] : []), stageLimit(target)];
    return limits.find(({ id, throttle }) => throttle !== undefined && !this.bucket(id, throttle).take())?.name;
  }

  /** Whole tokens that a key has in its plan; undefined where the plan has no throttle. */
  public left(client: Client): number | undefined {
    return this.tokensOf(planLimit(client));
  }

  /** The same for what the plan lists by itself; undefined where it does not. */
  public leftFor(target: Throttled, client: Client): number | undefined {
    return this.tokensOf(planLimitFor(target, client));
  }

  private tokensOf({ id, throttle }: Limit): number | undefined {
    return throttle && Math.floor(this.bucket(id, throttle).left);
  }

  private bucket(id: string, throttle: ThrottleModel): TokenBucket {
    const { rateLimit = ACCOUNT_RATE, burstLimit = ACCOUNT_BURST } = throttle;
    // a reload keeps the buckets of limits that it leaves as they were
    const name = `${id} ${rateLimit} ${burstLimit}`;
    const known = this.buckets.get(name);
    if (known) return known;
    // 0 blocks all
    const bucket = new TokenBucket(rateLimit, rateLimit === 0 ? 0 : burstLimit, this.clock);
    this.buckets.set(name, bucket);
    return bucket;
  }
}

interface Limit {
  readonly id: string;
  /** For the request log. */
  readonly name: string;
  readonly throttle?: ThrottleModel;
}

/** a bucket for each key, and for each method that is listed. */
function planLimitFor({ routeKey, planKey = '' }: Throttled, { plan, key }: Client): Limit {
  return {
    id: `method of plan ${plan.id} ${key.id} ${routeKey}`,
    name: `plan ${plan.name} for ${routeKey}`,
    throttle: plan.methodThrottles.get(planKey),
  };
}

function planLimit({ plan, key }: Client): Limit {
  return { id: `plan ${plan.id} ${key.id}`, name: `plan ${plan.name}`, throttle: plan.throttle };
}

/** a bucket for each method, also where the setting is for all of them (assumed). */
function stageLimit({ routeKey, throttle }: Throttled): Limit {
  return { id: `stage ${routeKey}`, name: 'stage', throttle };
}
