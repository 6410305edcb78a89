import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { ApiKeyModel, UsagePlanLink, UsagePlanModel } from '../model';
import { sharedStage } from '../shared-stage';
import { usagePlanKeyProperties } from './property-tables';

/** Every AWS::ApiGateway::UsagePlanKey of the assembly. */
export function readUsagePlanKeys(
  view: AssemblyView,
  plans: readonly UsagePlanModel[],
  keys: readonly ApiKeyModel[],
): UsagePlanLink[] {
  const links: UsagePlanLink[] = [];
  for (const resource of view.resources('AWS::ApiGateway::UsagePlanKey')) {
    const link = readLink(resource, keys);
    const others = plans.filter(({ id }) => links.some(({ planId, keyId }) => planId === id && keyId === link.keyId));
    const plan = plans.find(({ id }) => id === link.planId);
    const shared = plan && sharedStage(plan, others);
    if (shared !== undefined) {
      resource.refuse(`its key is in another plan with ${shared}: AWS has a key in one plan of a stage`, 'UsagePlanId');
    }
    links.push(link);
  }
  return links;
}

function readLink(resource: ResourceReader, keys: readonly ApiKeyModel[]): UsagePlanLink {
  checkProperties(resource, usagePlanKeyProperties);
  const [planId, keyId] = [resource.string('UsagePlanId') ?? '', resource.string('KeyId') ?? ''];
  if (!keys.some(({ id }) => id === keyId)) resource.note('its key is not of this assembly: nobody has it here');
  return { planId, keyId };
}
