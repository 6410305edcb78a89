import { Client, StageUsageModel } from './model';
import { UsageRegistry } from './usage-registry';

export type FoundClient = { readonly client: Client } | { readonly problem: string };

/** a key counts when it is known, in a plan of this stage, and enabled. */
export function findClient(
  value: string | undefined,
  { region, usagePlans }: StageUsageModel,
  registry: UsageRegistry,
): FoundClient {
  if (!value) return { problem: 'no API key' };
  const key = registry.keyOfValue(region, value);
  const plan = key && usagePlans.find(({ id }) => registry.isIn(id, key.id));
  if (!key || !plan) return { problem: 'no API key of a usage plan of this stage' };
  return key.enabled ? { client: { key, plan } } : { problem: `API key ${key.name} is disabled` };
}
