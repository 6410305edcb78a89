import { ThrottleModel } from '../core/throttle-model';
import { PlannedStage, UsagePlanModel } from '../usage/model';
import { ApiAction, planOf } from './api-call';
import { pageOf } from './page';

/** All there are, or those that a key is in. */
export const getUsagePlans: ApiAction = ({ query, region, registry }) => {
  const keyId = query.get('keyId');
  const found = (keyId === null ? registry.plans : registry.plansOf(keyId)).filter((plan) => plan.region === region);
  const { items, position } = pageOf(found, ({ id }) => id, query);
  return [200, { item: items.map(usagePlan), position }];
};

export const getUsagePlan: ApiAction = (call) => [200, usagePlan(planOf(call, call.ids[0]))];

function usagePlan({ id, name, description, stages, throttle, quota, tags }: UsagePlanModel): object {
  return {
    id,
    name,
    description,
    apiStages: stages.map(apiStage),
    throttle,
    quota,
    ...(Object.keys(tags).length > 0 && { tags }),
  };
}

function apiStage({ apiId, stageName, methodThrottles }: PlannedStage): object {
  const throttle: Readonly<Record<string, ThrottleModel>> = Object.fromEntries(methodThrottles);
  return { apiId, stage: stageName, ...(methodThrottles.size > 0 && { throttle }) };
}
