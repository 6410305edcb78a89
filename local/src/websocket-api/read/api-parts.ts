import { ApiParts, apiParts, partsOfType } from '../../api-gateway-v2/api-parts';
import { AssemblyView, ResourceReader } from '../../assembly';

export interface WebSocketApiParts extends ApiParts {
  readonly models: readonly ResourceReader[];
  readonly integrationResponses: readonly ResourceReader[];
  readonly routeResponses: readonly ResourceReader[];
}

/** The same with what WebSocket APIs alone have. */
export function webSocketApiParts(view: AssemblyView): (apiId: string) => WebSocketApiParts {
  const partsOf = apiParts(view);
  const models = partsOfType(view, 'Model');
  const integrationResponses = partsOfType(view, 'IntegrationResponse');
  const routeResponses = partsOfType(view, 'RouteResponse');
  return (apiId) => ({
    ...partsOf(apiId),
    models: models(apiId),
    integrationResponses: integrationResponses(apiId),
    routeResponses: routeResponses(apiId),
  });
}
