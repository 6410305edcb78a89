import { headerValue } from '../../../core/request';
import { decision } from '../../../core/step';
import { findClient } from '../../../usage/find-client';
import { Client } from '../../../usage/model';
import { Caller } from '../../connection';
import { Exchange } from '../../exchange';
import { StageContext } from '../stage-context';
import { HandshakeStepResult, refused } from './step';

/** W-2, W-5, with the rules of REST. The key is in `requestContext.identity` from here on. */
export function apiKeyStep(exchange: Exchange, { limits }: StageContext): HandshakeStepResult {
  const { route, stage, connection } = exchange;
  if (!route.apiKeyRequired) return {};
  const found = findClient(sentKey(exchange), stage, limits.registry);
  if ('problem' in found) return refused('key', found.problem, { status: 403 });
  const { client } = found;
  return {
    decision: decision('key', 'pass', `${client.key.name}, plan ${client.plan.name}`),
    exchange: { ...exchange, client, connection: { ...connection, caller: withKey(connection.caller, client) } },
  };
}

/** By the API's ApiKeySelectionExpression. */
function sentKey({ request, stage, connection }: Exchange): string | undefined {
  return stage.apiKeySource === 'AUTHORIZER'
    ? connection.caller.usageIdentifierKey
    : headerValue(request.headers, 'x-api-key');
}

function withKey(caller: Caller, { key }: Client): Caller {
  return { ...caller, identity: { ...caller.identity, apiKey: key.value, apiKeyId: key.id } };
}
