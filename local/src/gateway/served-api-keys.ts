import { UsageRegistry } from '../usage/usage-registry';
import { ServedApiKey } from './gateway';

/** Keys of the template as they are now. Those that were issued are known to whoever issued them. */
export function servedApiKeys(registry: UsageRegistry): ServedApiKey[] {
  return registry.keys.flatMap(({ id, name, value, enabled, template }) =>
    template ? [{ ...template, name, value, enabled, plans: registry.plansOf(id).map((plan) => plan.name) }] : [],
  );
}
