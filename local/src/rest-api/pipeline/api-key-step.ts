import { headerValue } from '../../core/request';
import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { UsageRegistry } from '../usage/usage-registry';
import { refused, RestStepResult } from './step';

/** a method that demands a key gets one that is enabled and in a plan of this stage, or nothing. */
export function apiKeyStep(
  exchange: Exchange,
  registry: UsageRegistry,
): RestStepResult & { readonly exchange?: Exchange } {
  const { method, stage } = exchange;
  if (!method.apiKeyRequired) return {};
  const value = sentKey(exchange);
  if (!value) return refused('key', 'no API key', { type: 'INVALID_API_KEY' });
  const key = registry.keyOfValue(stage.region, value);
  const plan = key && stage.usagePlans.find(({ id }) => registry.isIn(id, key.id));
  if (!key || !plan) return refused('key', 'no API key of a usage plan of this stage', { type: 'INVALID_API_KEY' });
  if (!key.enabled) return refused('key', `API key ${key.name} is disabled`, { type: 'INVALID_API_KEY' });
  return {
    decision: decision('key', 'pass', `${key.name}, plan ${plan.name}`),
    exchange: { ...exchange, client: { key, plan } },
  };
}

/** */
function sentKey({ request, stage, caller }: Exchange): string | undefined {
  return stage.apiKeySource === 'AUTHORIZER' ? caller.usageIdentifierKey : headerValue(request.headers, 'x-api-key');
}
