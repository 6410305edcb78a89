import { UsagePlanModel } from '../usage/model';
import { sharedStage } from '../usage/shared-stage';
import { LiveKey } from '../usage/usage-registry';
import { ApiAction, ApiCall, keyOf, planOf } from './api-call';
import { badRequest, conflict, notFound } from './errors';
import { pageOf } from './page';

export const createUsagePlanKey: ApiAction = (call) => {
  const plan = planOf(call, call.ids[0]);
  const key = keyOf(call, call.body.keyId);
  if (call.body.keyType !== 'API_KEY') throw badRequest('Invalid key type; it is API_KEY');
  refuseSecondPlan(call, plan, key);
  call.registry.join(plan.id, key.id);
  return [201, usagePlanKey(key)];
};

export const getUsagePlanKeys: ApiAction = (call) => {
  const name = call.query.get('name') ?? '';
  const members = call.registry.keysIn(planOf(call, call.ids[0]).id).filter((key) => key.name.startsWith(name));
  const { items, position } = pageOf(members, ({ id }) => id, call.query);
  return [200, { item: items.map(usagePlanKey), position }];
};

export const getUsagePlanKey: ApiAction = (call) => [200, usagePlanKey(memberOf(call))];

export const deleteUsagePlanKey: ApiAction = (call) => {
  call.registry.leave(call.ids[0]!, memberOf(call).id);
  return [202];
};

/** one plan of each API stage. */
function refuseSecondPlan({ registry }: ApiCall, plan: UsagePlanModel, key: LiveKey): void {
  if (registry.isIn(plan.id, key.id)) throw conflict(`API Key ${key.id} is already in Usage Plan ${plan.id}`);
  const shared = sharedStage(plan, registry.plansOf(key.id));
  if (shared === undefined) return;
  throw conflict(
    `API Key ${key.id} cannot be added to Usage Plan ${plan.id} because the API Key cannot reference multiple Usage Plans with the same API stage: ${shared}`,
  );
}

function memberOf(call: ApiCall): LiveKey {
  const plan = planOf(call, call.ids[0]);
  const key = keyOf(call, call.ids[1]);
  if (!call.registry.isIn(plan.id, key.id)) throw notFound('Invalid API Key identifier specified');
  return key;
}

function usagePlanKey({ id, name, value }: LiveKey): object {
  return { id, type: 'API_KEY', value, name };
}
