import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { mergedThrottle } from '../../core/throttle-settings';
import { HttpApiModel, HttpIntegrationModel, HttpRouteModel } from '../model';
import { ApiParts } from './api-parts';
import { functionArnIn } from '../../assembly/function-uri';
import { apiProperties } from './property-tables';
import { readAuthorizer } from './read-authorization';
import { readCors } from './read-cors';
import { MAX_TIMEOUT_MS, readIntegration } from './read-integration';
import { readRoute } from './read-route';
import { defaultStage, readStage, StageModel } from './read-stage';
import { withStageVariables } from './stage-variables';

/** One HTTP API: a model for each of its stages. */
export function readHttpApi(api: ResourceReader, parts: ApiParts): HttpApiModel[] {
  checkProperties(api, apiProperties);
  const quickCreate = readQuickCreate(api);
  const routes = [...readRoutes(parts), ...(quickCreate ? [quickCreate] : [])];
  const routeKeys = new Set(routes.map(({ routeKey }) => routeKey));
  refuseDuplicates(routes, api);

  const stages = parts.stages.map((stage) => readStage(stage, routeKeys)).filter((stage) => stage !== undefined);
  if (quickCreate && !stages.some(({ name }) => name === '$default')) stages.push(defaultStage(api.logicalId));
  if (stages.length === 0) api.note('has no stage, so it is not served');

  const cors = readCors(api);
  const disableExecuteApiEndpoint = api.boolean('DisableExecuteApiEndpoint') ?? false;
  if (disableExecuteApiEndpoint) {
    api.note('its execute-api endpoint is disabled at AWS, but served here: custom domains are not emulated');
  }
  return stages.map((stage) => ({
    kind: 'HTTP',
    stack: api.stack.id,
    logicalId: api.logicalId,
    name: api.string('Name') ?? api.logicalId,
    apiId: api.ref ?? '',
    region: api.stack.region,
    accountId: api.stack.accountId,
    stageName: stage.name,
    stageVariables: stage.variables,
    routes: routes.map((route) => onStage(route, stage)),
    cors,
    defaultThrottle: stage.defaultThrottle,
    disableExecuteApiEndpoint,
  }));
}

function onStage(route: HttpRouteModel, stage: StageModel): HttpRouteModel {
  const own = stage.routeThrottles.get(route.routeKey);
  return {
    ...route,
    integration: withStageVariables(route.integration, stage.variables),
    throttle: own && mergedThrottle(stage.defaultThrottle, own),
  };
}

function readRoutes(parts: ApiParts): HttpRouteModel[] {
  const refusedIds = new Set<string>();
  const readAll = <T>(resources: readonly ResourceReader[], read: (resource: ResourceReader) => T | undefined) => {
    const models = new Map<string, T>();
    for (const resource of resources) {
      const model = read(resource);
      if (model) models.set(resource.ref ?? '', model);
      else refusedIds.add(resource.ref ?? '');
    }
    return models;
  };
  const integrations = readAll(parts.integrations, readIntegration);
  const authorizers = readAll(parts.authorizers, readAuthorizer);
  return parts.routes
    .map((route) => readRoute(route, { integrations, authorizers, refusedIds, ignoredIds: parts.ignoredIds }))
    .filter((route) => route !== undefined);
}

/** `Target` on the API makes a route, an integration and the `$default` stage. */
function readQuickCreate(api: ResourceReader): HttpRouteModel | undefined {
  const target = api.string('Target');
  if (!target) return undefined;
  const functionArn = functionArnIn(target);
  const common = { timeoutMs: MAX_TIMEOUT_MS, requestParameters: {}, responseParameters: {} };
  const integration: HttpIntegrationModel = functionArn
    ? { kind: 'lambda', functionArn, payloadFormat: '2.0', ...common }
    : { kind: 'http', url: target, method: 'ANY', ...common };
  return {
    logicalId: api.logicalId,
    routeKey: api.string('RouteKey') ?? '$default',
    authorization: { kind: 'none' },
    integration,
  };
}

function refuseDuplicates(routes: readonly HttpRouteModel[], api: ResourceReader): void {
  const seen = new Set<string>();
  for (const { routeKey, logicalId } of routes) {
    if (seen.has(routeKey)) api.refuse(`route ${logicalId} has the key ${routeKey} of another route`);
    seen.add(routeKey);
  }
}
