import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ThrottleModel } from '../../core/throttle-model';
import { ApiKeyModel, QuotaModel, StageUsageModel, UsagePlanModel } from '../model';
import { usagePlanKeyProperties, usagePlanProperties } from './property-tables';
import { readApiKey } from './read-api-key';

/** A key together with the names of the plans that it is in. */
export type PlannedApiKey = ApiKeyModel & { readonly plans: readonly string[] };

/** Usage plans and keys of the whole assembly: a plan may hold stages of several APIs, of REST and of WebSocket ones. */
export class UsageCatalogue {
  private readonly plans: readonly ResourceReader[];
  private readonly keysByPlan = new Map<string, Set<string>>();
  private readonly keys: readonly ApiKeyModel[];

  public constructor(view: AssemblyView) {
    this.plans = view.resources('AWS::ApiGateway::UsagePlan');
    for (const plan of this.plans) checkProperties(plan, usagePlanProperties);
    this.keys = view
      .resources('AWS::ApiGateway::ApiKey')
      .map(readApiKey)
      .filter((key) => key !== undefined);
    for (const link of view.resources('AWS::ApiGateway::UsagePlanKey')) this.readLink(link);
  }

  public get plannedKeys(): PlannedApiKey[] {
    return this.keys.map((key) => ({ ...key, plans: this.planNamesOf(key.id) }));
  }

  /** All keys, and the plans that include a stage, as that stage sees them. */
  public ofStage(apiId: string, stageName: string): StageUsageModel {
    const usagePlans = this.plans.flatMap((plan) => {
      const stage = stagesOf(plan).find(({ ApiId, Stage }) => ApiId === apiId && Stage === stageName);
      return stage ? [this.readPlan(plan, stage)] : [];
    });
    return { usagePlans, apiKeys: this.keys };
  }

  /** The same for a stage of an API without methods. */
  public ofStageWithoutMethods(apiId: string, stageName: string): StageUsageModel {
    const usage = this.ofStage(apiId, stageName);
    const limited = usage.usagePlans.filter(({ methodThrottles }) => methodThrottles.size > 0).map(({ id }) => id);
    for (const plan of this.plans.filter(({ ref }) => limited.includes(ref ?? ''))) {
      plan.refuse(`throttles methods of ${apiId}, which is no REST API`, 'ApiStages');
    }
    return usage;
  }

  private planNamesOf(keyId: string): string[] {
    return this.plans.filter(({ ref }) => this.keysByPlan.get(ref ?? '')?.has(keyId)).map(nameOf);
  }

  private readPlan(plan: ResourceReader, stage: ApiStage): UsagePlanModel {
    const id = plan.ref ?? '';
    return {
      id,
      name: nameOf(plan),
      throttle: throttleOf(plan.object('Throttle')),
      methodThrottles: new Map(
        Object.entries(stage.Throttle ?? {}).map(([key, value]) => [methodPath(key), throttleOf(value) ?? {}]),
      ),
      quota: readQuota(plan),
      keyIds: this.keysByPlan.get(id) ?? new Set(),
    };
  }

  private readLink(link: ResourceReader): void {
    checkProperties(link, usagePlanKeyProperties);
    const [planId, keyId] = [link.string('UsagePlanId') ?? '', link.string('KeyId') ?? ''];
    if (!this.keys.some(({ id }) => id === keyId)) link.note('its key is not of this assembly: nobody has it here');
    this.keysByPlan.set(planId, new Set([...(this.keysByPlan.get(planId) ?? []), keyId]));
  }
}

interface ApiStage {
  readonly ApiId?: unknown;
  readonly Stage?: unknown;
  readonly Throttle?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function stagesOf(plan: ResourceReader): ApiStage[] {
  const stages = plan.value('ApiStages');
  return Array.isArray(stages) ? (stages as ApiStage[]) : [];
}

function nameOf(plan: ResourceReader): string {
  return plan.string('UsagePlanName') ?? plan.logicalId;
}

/** The root's methods are written `//GET`. */
function methodPath(key: string): string {
  return key.startsWith('/') ? key : `/${key}`;
}

function throttleOf(value: Readonly<Record<string, unknown>> | undefined): ThrottleModel | undefined {
  const limit = (name: string): number | undefined => (value?.[name] === undefined ? undefined : Number(value[name]));
  return value && { rateLimit: limit('RateLimit'), burstLimit: limit('BurstLimit') };
}

function readQuota(plan: ResourceReader): QuotaModel | undefined {
  if (!plan.object('Quota')) return undefined;
  const limit = plan.number('Quota.Limit');
  const period = plan.string('Quota.Period');
  if (limit === undefined) return plan.refuse('is missing', 'Quota.Limit');
  if (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH') {
    return plan.refuse(`must be DAY, WEEK or MONTH, got ${JSON.stringify(period)}`, 'Quota.Period');
  }
  return { limit, period, offset: plan.number('Quota.Offset') ?? 0 };
}
