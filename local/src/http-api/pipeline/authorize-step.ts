import { partitionOf } from '../../assembly/stack';
import { decision, StepResult } from '../../core/step';
import { Authorizer, AuthorizerInput } from '../authorizers/authorizer';
import { contextVariable } from '../context-variables';
import { Caller, Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { event10 } from '../lambda/event-10';
import { event20 } from '../lambda/event-20';
import { pathInStage } from '../request-path';

/** Asks the route's authorizer. What goes wrong in it refuses the request (H-39). */
export async function authorizeStep(
  exchange: Exchange,
  authorizer: Authorizer | undefined,
): Promise<StepResult & { readonly caller?: Caller }> {
  if (!authorizer) return { decision: decision('authorize', 'pass', 'public'), caller: {} };
  try {
    const verdict = await authorizer.authorize(authorizerInput(exchange));
    if (verdict.kind === 'allow') {
      const { context, principal, detail } = verdict;
      return { decision: decision('authorize', 'pass', detail), caller: { context, principal } };
    }
    return {
      decision: decision('authorize', verdict.statusCode === 500 ? 'failed' : 'refused', verdict.detail),
      response: gatewayError(verdict.statusCode, verdict.headers),
    };
  } catch (error) {
    return { decision: decision('authorize', 'failed', (error as Error).message), response: gatewayError(500) };
  }
}

function authorizerInput(exchange: Exchange): AuthorizerInput {
  const { request, stage, route, pathParameters } = exchange;
  const { authorization, routeKey } = route;
  return {
    request,
    routeKey,
    routeArn: routeArn(exchange),
    scopes: authorization.kind === 'jwt' ? authorization.scopes : [],
    stageVariables: stage.stageVariables,
    pathParameters,
    contextValue: (name) => contextVariable(exchange, name),
    event: (format) => withoutBody(format === '1.0' ? event10(exchange) : event20(exchange)),
  };
}

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{METHOD}/{path}` (H-67). */
function routeArn({ request, stage }: Exchange): string {
  const path = pathInStage(request, stage.stageName);
  const api = `arn:${partitionOf(stage.region)}:execute-api:${stage.region}:${stage.accountId}:${stage.apiId}`;
  return `${api}/${stage.stageName}/${request.method}/${path.replace(/^\//, '')}`;
}

function withoutBody({ body: _body, isBase64Encoded: _flag, ...event }: Record<string, unknown>) {
  return event;
}
