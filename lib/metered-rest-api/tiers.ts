import { SecretValue } from 'aws-cdk-lib';
import { CfnApiKey, CfnUsagePlan, CfnUsagePlanKey, Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnSecret, ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { suppressNag } from '../core/nag-suppression';
import { MeteredTier } from '../runtime/contract/metering-settings';
import { _checkThrottle, Throttle } from '../shared/throttle';
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
      readonly tiers: Record<string, Tier>;
      readonly apiId: string;
      readonly apiName: string;
      readonly stage: Stage;
      readonly routes: RestRoutes;
    },
  ) {
    for (const [name, tier] of Object.entries(props.tiers)) {
      this.plans[name] = this.makePlan(name, tier);
    }
    scope.node.addValidation({ validate: () => this.validate() });
  }

  /** What there is to meter. */
  public metered(): MeteredTier[] {
    return Object.entries(this.props.tiers).map(([tier, { quota }]) => ({
      tier,
      usagePlanId: this.plans[tier].ref,
      quota: quota && { limit: quota._limit, period: quota._period, offset: quota._offset },
    }));
  }

  /** Two live values a key, in Secrets Manager: a client changes over without a gap (ADR 0008). */
  public addKey(id: string, { tier, generation = 1, enabled = true, customerId = id }: ApiKeyOptions): ApiKey {
    const plan = this.use(tier, `API key ${id} has a tier that the API has not`);
    if (!(Number.isInteger(generation) && generation >= 1)) {
      const remedy = 'begin with 1 and raise it by one for a new value';
      refuse(this.scope, `generation of API key ${id} must be a whole number of 1 or more`, generation, remedy);
    }
    return new ApiKey(this.scope, `Key${id}`, { id, tier, plan, generation, enabled, customerId });
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
      const known = Object.keys(this.plans);
      const remedy = known.length > 0 ? `use one of ${known.join(', ')}` : 'give the API tiers';
      refuse(this.scope, problem, tier, remedy);
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
    const unknown = Object.entries(this.props.tiers).flatMap(([name, { routes = {} }]) =>
      Object.keys(routes)
        .filter((routeKey) => !this.props.routes.has(routeKey))
        .map((routeKey) => `tier ${name} throttles "${routeKey}", which is no route of the API; correct it`),
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

interface ApiKeyProps extends Required<ApiKeyOptions> {
  readonly id: string;
  readonly plan: CfnUsagePlan;
}

/** An API key with its live values. */
export class ApiKey extends Construct {
  /** The newest value. */
  public readonly secret: ISecret;

  public constructor(scope: Construct, id: string, props: ApiKeyProps) {
    super(scope, id);
    const { generation } = props;
    if (generation > 1) {
      this.makeValue(generation - 1, props);
    }
    this.secret = this.makeValue(generation, props);
  }

  /** Ids go by the user's id and the generation, so that no value is ever replaced in place (user pain 14). */
  private makeValue(generation: number, props: ApiKeyProps): ISecret {
    const slot = new Construct(this, `V${generation}`);
    const description = `API key ${props.id} (${props.tier}), value ${generation}`;
    const secret = new Secret(slot, 'Secret', {
      description,
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
    });
    suppressNag(
      secret.node.defaultChild as CfnSecret,
      'AwsSolutions-SMG4',
      'The value of an API key cannot change; a new generation makes a new one.',
    );
    const key = new CfnApiKey(slot, 'Key', {
      description,
      enabled: props.enabled,
      customerId: props.customerId,
      value: SecretValue.secretsManager(secret.secretArn).unsafeUnwrap(),
    });
    new CfnUsagePlanKey(slot, 'InTier', { keyId: key.ref, keyType: 'API_KEY', usagePlanId: props.plan.ref });
    return secret;
  }
}
