import { Token } from 'aws-cdk-lib';
import { CfnUsagePlan, Stage } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { refuse, useOneOf } from '../core/errors';
import { warn } from '../core/warnings';
import { MeteredTier } from '../runtime/contract/metering-settings';
import { _checkThrottle, Throttle } from '../shared/throttle';
import { ApiKey } from './keys/api-key';
import { RestRoutes } from './rest-routes';
import { ApiKeyOptions, Tier } from './tier';

const ROUTE_THROTTLES_QUOTA = 20;

/** The usage plans of one REST API and their keys. */
export class Tiers {
  public readonly plans: Record<string, CfnUsagePlan> = {};
  private readonly used = new Set<string>();

  public constructor(
    private readonly scope: Construct,
    private readonly props: {
      readonly tiers?: Record<string, Tier>;
      readonly apiId: string;
      readonly apiName: string;
      readonly stage: Stage;
      readonly routes: RestRoutes;
    },
  ) {
    if (props.tiers && Object.keys(props.tiers).length === 0) {
      refuse(scope, 'there are no tiers, and every route would need a key of one', {}, 'leave tiers out, or name some');
    }
    for (const [name, tier] of Object.entries(this.tiers)) {
      this.plans[name] = this.makePlan(name, tier);
    }
    scope.node.addValidation({ validate: () => this.validate() });
  }

  private get tiers(): Record<string, Tier> {
    return this.props.tiers ?? {};
  }

  /** What there is to meter. */
  public metered(): MeteredTier[] {
    return Object.entries(this.tiers).map(([tier, { quota }]) => ({
      tier,
      usagePlanId: this.plans[tier].ref,
      quota: quota && { limit: quota._limit, period: quota._period, offset: quota._offset },
    }));
  }

  /** Two live values a key, in Secrets Manager: a client changes over without a gap (ADR 0008). */
  public addKey(id: string, options: ApiKeyOptions): ApiKey {
    const { tier, generation = 1, previousTier = tier, enabled = true, customerId = id } = options;
    const problem = `API key ${id} has a tier that the API has not`;
    const plans = { plan: this.use(tier, problem), previousPlan: this.use(previousTier, problem) };
    if (id === '') {
      refuse(this.scope, 'an API key has no id', id, 'give it one, such as the name of who has it');
    }
    if (this.scope.node.tryFindChild(`Key${id}`)) {
      refuse(this.scope, 'the API key exists already', id, 'keep one of them, or give it another id');
    }
    if (Token.isUnresolved(generation)) {
      const remedy = 'write the number: it says which values there are';
      refuse(this.scope, `generation of API key ${id} must be known at synthesis`, String(generation), remedy);
    }
    if (!(Number.isInteger(generation) && generation >= 1)) {
      const remedy = 'begin with 1 and raise it by one for a new value';
      refuse(this.scope, `generation of API key ${id} must be a whole number of 1 or more`, generation, remedy);
    }
    if (generation === 1 && options.previousTier !== undefined) {
      const remedy = 'raise generation by one for a value in the new tier';
      refuse(this.scope, `API key ${id} has no value before its first, to be in previousTier`, previousTier, remedy);
    }
    return new ApiKey(this.scope, `Key${id}`, { id, tier, previousTier, generation, enabled, customerId, ...plans });
  }

  /** The plans of the tiers named, or of all, of which a function then hands out keys. */
  public issued(tiers: string[]): Record<string, CfnUsagePlan> {
    const names = tiers.length > 0 ? tiers : Object.keys(this.plans);
    if (names.length === 0) {
      refuse(this.scope, 'there are no keys to issue: the API has no tiers', names, 'give the API tiers');
    }
    const problem = 'keys of a tier that the API has not can be issued by nobody';
    return Object.fromEntries(names.map((name) => [name, this.use(name, problem)]));
  }

  private use(tier: string, problem: string): CfnUsagePlan {
    if (!Object.hasOwn(this.plans, tier)) {
      refuse(this.scope, problem, tier, useOneOf(Object.keys(this.plans), 'give the API tiers'));
    }
    this.used.add(tier);
    return this.plans[tier];
  }

  private makePlan(name: string, { throttle, quota, routes = {} }: Tier): CfnUsagePlan {
    if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(name)) {
      refuse(this.scope, 'not a name of a tier', name, 'use letters, digits, "-" and "_"');
    }
    [throttle, ...Object.values(routes)].forEach((one) => one && _checkThrottle(this.scope, one));
    if (Object.keys(routes).length > ROUTE_THROTTLES_QUOTA) {
      const remedy = 'throttle the tier as a whole';
      refuse(this.scope, `tier ${name} throttles more than 20 routes`, Object.keys(routes).length, remedy);
    }
    if (!throttle && Object.keys(routes).length > 0) {
      const remedy =
        'give the tier a throttle too, such as that of the stage: API Gateway refuses the one without the other';
      refuse(this.scope, `tier ${name} throttles routes and has no throttle of its own`, Object.keys(routes), remedy);
    }
    if (!throttle && !quota) {
      const remedy = 'give it throttle or quota, spelled so, or acknowledge this warning if it is meant to';
      warn(this.scope, 'unlimitedTier', `tier ${name} limits nothing; ${remedy}`);
    }
    return new CfnUsagePlan(this.scope, `Tier${name}`, {
      usagePlanName: `${this.props.apiName}-${name}`,
      description: `Tier ${name}`,
      throttle,
      quota: quota && { limit: quota._limit, period: quota._period, offset: quota._offset },
      apiStages: [
        {
          apiId: this.props.apiId,
          // by reference, so that the plan is made after the stage
          stage: this.props.stage.stageName,
          throttle: routeThrottles(routes),
        },
      ],
    });
  }

  private validate(): string[] {
    const unused = Object.keys(this.plans).filter((name) => !this.used.has(name));
    const unknown = Object.entries(this.tiers).flatMap(([name, { routes = {} }]) =>
      Object.keys(routes).flatMap((routeKey) => {
        const route = this.props.routes.route(routeKey);
        const problem = route ? 'takes no API key, so that no tier is known' : 'is no route of the API';
        return route?.apiKeyRequired ? [] : [`tier ${name} throttles "${routeKey}", which ${problem}; correct it`];
      }),
    );
    return [
      ...unused.map(
        (name) =>
          `nobody can use tier ${name}; add a key by addApiKey, let a function issue keys by grantIssueKeys, or leave the tier out`,
      ),
      ...unknown,
    ];
  }
}

/** Keyed by path and method, `/orders/POST`, and `//GET` for the root (rule R-79). */
function routeThrottles(routes: Record<string, Throttle>): Record<string, Throttle> | undefined {
  const entries = Object.entries(routes).map(([routeKey, throttle]) => {
    const [method, path] = routeKey.split(' ');
    return [`${path}/${method}`, throttle];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
