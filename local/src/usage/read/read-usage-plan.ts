import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { readTags } from '../../assembly/read-tags';
import { ThrottleModel } from '../../core/throttle-model';
import { PlannedStage, QuotaModel, UsagePlanModel } from '../model';
import { usagePlanProperties } from './property-tables';

/** AWS::ApiGateway::UsagePlan. */
export function readUsagePlan(plan: ResourceReader): UsagePlanModel {
  checkProperties(plan, usagePlanProperties);
  const stages = plan.value('ApiStages');
  const throttle = throttleOf(plan.object('Throttle'));
  const planned = ((Array.isArray(stages) ? stages : []) as ApiStage[]).map(plannedStage);
  if (!throttle && planned.some(({ methodThrottles }) => methodThrottles.size > 0)) {
    plan.refuse('has throttles of methods and none of its own: AWS refuses it', 'Throttle');
  }
  return {
    id: plan.ref ?? '',
    stack: plan.stack.id,
    logicalId: plan.logicalId,
    name: plan.string('UsagePlanName') ?? plan.logicalId,
    description: plan.knownText('Description'),
    region: plan.stack.region,
    throttle,
    quota: readQuota(plan),
    stages: planned,
    tags: readTags(plan),
  };
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

/** days into the period, which every month has. */
const MAX_OFFSET = { DAY: 0, WEEK: 6, MONTH: 27 } as const;

function readQuota(plan: ResourceReader): QuotaModel | undefined {
  if (!plan.object('Quota')) return undefined;
  const limit = plan.number('Quota.Limit');
  const period = plan.string('Quota.Period');
  if (limit === undefined) return plan.refuse('is missing', 'Quota.Limit');
  if (period !== 'DAY' && period !== 'WEEK' && period !== 'MONTH') {
    return plan.refuse(`must be DAY, WEEK or MONTH, got ${JSON.stringify(period)}`, 'Quota.Period');
  }
  const offset = plan.number('Quota.Offset') ?? 0;
  const latest = MAX_OFFSET[period];
  if (offset < 0 || offset > latest) {
    return plan.refuse(`must be 0 to ${latest} for a ${period}, got ${offset}: AWS refuses it`, 'Quota.Offset');
  }
  return { limit, period, offset };
}
