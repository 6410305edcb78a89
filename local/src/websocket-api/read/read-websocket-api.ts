import { deployedStages } from '../../api-gateway-v2/deployed-stages';
import { readById } from '../../api-gateway-v2/read-by-id';
import { StageModel } from '../../api-gateway-v2/read-stage-settings';
import { refuseDuplicates, throttleOnStage } from '../../api-gateway-v2/routes';
import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { withStageVariables } from '../../core/with-stage-variables';
import { UsageCatalogue } from '../../usage/read/usage-catalogue';
import { WebSocketApiModel, WebSocketRouteModel } from '../model';
import { selectionProblem } from '../selection-expression';
import { WebSocketApiParts } from './api-parts';
import { apiProperties } from './property-tables';
import { readApiKeySource } from './read-api-key-source';
import { readAuthorizer } from './read-authorizer';
import { readIntegration } from './read-integration';
import { responsesByIntegration } from './read-integration-response';
import { readModels } from './read-models';
import { readRoute, RouteParts } from './read-route';
import { replyingRouteIds } from './read-route-response';
import { readStage } from './read-stage';

/** One WebSocket API: a model for each of its stages. */
export function readWebSocketApi(
  api: ResourceReader,
  parts: WebSocketApiParts,
  usage: UsageCatalogue,
): WebSocketApiModel[] {
  checkProperties(api, apiProperties);
  const routeSelectionExpression = api.string('RouteSelectionExpression');
  if (!routeSelectionExpression) return refusedAltogether(api, 'is missing');
  const problem = selectionProblem(routeSelectionExpression);
  if (problem) return refusedAltogether(api, problem);
  const apiKeySource = readApiKeySource(api);
  if (!apiKeySource) return [];

  const routes = readRoutes(parts);
  refuseDuplicates(routes, api);
  const routeKeys = new Set(routes.map(({ routeKey }) => routeKey));
  const stages = parts.stages.map((stage) => readStage(stage, routeKeys)).filter((stage) => stage !== undefined);
  const deployed = deployedStages(parts, 'nobody can connect');
  if (parts.stages.length === 0) api.note('has no stage, so it is not served');
  return stages.map((stage) => ({
    kind: 'WEBSOCKET',
    stack: api.stack.id,
    logicalId: api.logicalId,
    name: api.string('Name') ?? api.logicalId,
    apiId: api.ref ?? '',
    region: api.stack.region,
    accountId: api.stack.accountId,
    stageName: stage.name,
    stageVariables: stage.variables,
    routeSelectionExpression,
    routes: routes.map((route) => onStage(route, stage)),
    defaultThrottle: stage.defaultThrottle,
    apiKeySource,
    isDeployed: deployed.has(stage.name),
    usagePlans: usage.ofStageWithoutMethods(api.ref ?? '', stage.name),
  }));
}

function refusedAltogether(api: ResourceReader, reason: string): [] {
  api.refuse(reason, 'RouteSelectionExpression');
  return [];
}

function readRoutes(parts: WebSocketApiParts): WebSocketRouteModel[] {
  const refusedIds = new Set<string>();
  const responses = responsesByIntegration(parts.integrationResponses);
  const routeParts: RouteParts = {
    integrations: readById(
      parts.integrations,
      (one) => readIntegration(one, responses.get(one.ref ?? '') ?? []),
      refusedIds,
    ),
    authorizers: readById(parts.authorizers, readAuthorizer, refusedIds),
    schemas: readModels(parts.models),
    replyingRouteIds: replyingRouteIds(parts.routeResponses),
    refusedIds,
    ignoredIds: parts.ignoredIds,
  };
  return parts.routes.map((route) => readRoute(route, routeParts)).filter((route) => route !== undefined);
}

function onStage(route: WebSocketRouteModel, stage: StageModel): WebSocketRouteModel {
  return {
    ...route,
    integration: withStageVariables(route.integration, stage.variables),
    throttle: throttleOnStage(route.routeKey, stage),
  };
}
