import { ResourceReader } from '../../assembly';
import { PropertyNode } from '../../assembly/property-node';
import { checkProperties } from '../../assembly/property-table';
import { readTags } from '../../assembly/read-tags';
import { ThrottleModel } from '../../core/throttle-model';
import { PlannedStage, QuotaModel, UsagePlanModel } from '../model';
import { usagePlanProperties } from './property-tables';

/** AWS::ApiGateway::UsagePlan. */
export function readUsagePlan(plan: ResourceReader): UsagePlanModel {
  checkProperties(plan, usagePlanProperties);
  const throttle = throttleOf(PropertyNode.of(plan, 'Throttle'));
  const planned = PropertyNode.of(plan, 'ApiStages')
    .entries()
    .map(([, stage]) => plannedStage(stage));
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

function plannedStage(stage: PropertyNode): PlannedStage {
  const throttles = stage.get('Throttle').entries();
  return {
    apiId: stage.get('ApiId').text() ?? '',
    stageName: stage.get('Stage').text() ?? '',
    methodThrottles: new Map(throttles.map(([key, throttle]) => [methodPath(key), throttleOf(throttle) ?? {}])),
  };
}

/** The root's methods are written `//GET`. */
function methodPath(key: string): string {
  return key.startsWith('/') ? key : `/${key}`;
}

function throttleOf(throttle: PropertyNode): ThrottleModel | undefined {
  if (!throttle.isSet) return undefined;
  return { rateLimit: throttle.get('RateLimit').number(), burstLimit: throttle.get('BurstLimit').number() };
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
