import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { readTags } from '../../assembly/read-tags';
import { ThrottleModel } from '../../core/throttle-model';
import { PlannedStage, QuotaModel, StagePlanModel, UsageModel, UsagePlanLink, UsagePlanModel } from '../usage/model';
import { usagePlanKeyProperties, usagePlanProperties } from './property-tables';
import { readApiKey } from './read-api-key';

/** Usage plans and keys of the whole assembly: a plan may hold stages of several APIs. */
export class UsageCatalogue {
  public readonly model: UsageModel;

  public constructor(view: AssemblyView) {
    const keys = view
      .resources('AWS::ApiGateway::ApiKey')
      .map(readApiKey)
      .filter((key) => key !== undefined);
    const keyIds = new Set(keys.map(({ id }) => id));
    this.model = {
      keys,
      plans: view.resources('AWS::ApiGateway::UsagePlan').map(readPlan),
      links: view.resources('AWS::ApiGateway::UsagePlanKey').map((link) => readLink(link, keyIds)),
    };
  }

  /** The plans that include a stage, as that stage sees them. */
  public plansOf(apiId: string, stageName: string): StagePlanModel[] {
    return this.model.plans.flatMap(({ stages, ...plan }) => {
      const stage = stages.find((one) => one.apiId === apiId && one.stageName === stageName);
      return stage ? [{ ...plan, methodThrottles: stage.methodThrottles }] : [];
    });
  }
}

function readPlan(plan: ResourceReader): UsagePlanModel {
  checkProperties(plan, usagePlanProperties);
  const stages = plan.value('ApiStages');
  return {
    id: plan.ref ?? '',
    stack: plan.stack.id,
    logicalId: plan.logicalId,
    name: plan.string('UsagePlanName') ?? plan.logicalId,
    description: plan.knownText('Description'),
    region: plan.stack.region,
    throttle: throttleOf(plan.object('Throttle')),
    quota: readQuota(plan),
    stages: ((Array.isArray(stages) ? stages : []) as ApiStage[]).map(plannedStage),
    tags: readTags(plan),
  };
}

function readLink(link: ResourceReader, keyIds: ReadonlySet<string>): UsagePlanLink {
  checkProperties(link, usagePlanKeyProperties);
  const [planId, keyId] = [link.string('UsagePlanId') ?? '', link.string('KeyId') ?? ''];
  if (!keyIds.has(keyId)) link.note('its key is not of this assembly: nobody has it here');
  return { planId, keyId };
}

interface ApiStage {
  readonly ApiId?: unknown;
  readonly Stage?: unknown;
  readonly Throttle?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function plannedStage({ ApiId, Stage, Throttle = {} }: ApiStage): PlannedStage {
  const throttles = Object.entries(Throttle).map(([key, value]): [string, ThrottleModel] => [
    methodPath(key),
    throttleOf(value) ?? {},
  ]);
  return { apiId: String(ApiId), stageName: String(Stage), methodThrottles: new Map(throttles) };
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
