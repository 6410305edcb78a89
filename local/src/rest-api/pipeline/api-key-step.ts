import { headerValue } from '../../core/request';
import { decision } from '../../core/step';
import { findClient } from '../../usage/find-client';
import { UsageRegistry } from '../../usage/usage-registry';
import { Exchange } from '../exchange';
import { refused, RestStepResult } from './step';

/** a method that demands a key gets one that is enabled and in a plan of this stage, or nothing. */
export function apiKeyStep(
  exchange: Exchange,
  registry: UsageRegistry,
): RestStepResult & { readonly exchange?: Exchange } {
  if (!exchange.method.apiKeyRequired) return {};
  const found = findClient(sentKey(exchange), exchange.stage, registry);
  if ('problem' in found) return refused('key', found.problem, { type: 'INVALID_API_KEY' });
  const { client } = found;
  return {
    decision: decision('key', 'pass', `${client.key.name}, plan ${client.plan.name}`),
    exchange: { ...exchange, client },
  };
}

/** */
function sentKey({ request, stage, caller }: Exchange): string | undefined {
  return stage.apiKeySource === 'AUTHORIZER' ? caller.usageIdentifierKey : headerValue(request.headers, 'x-api-key');
}
