import { AssemblyView, ResourceReader } from '../../assembly';
import { deployedStages } from '../../assembly/deployed-stages';
import { checkProperties } from '../../assembly/property-table';
import { mergedThrottle } from '../../core/throttle-settings';
import { HttpApiModel, HttpRouteModel } from '../model';
import { ApiParts } from './api-parts';
import { importApi } from './open-api/import-api';
import { apiProperties } from './property-tables';
import { checkCount } from './quotas';
import { readCors } from './read-cors';
import { readQuickCreate } from './read-quick-create';
import { readRoutes } from './read-routes';
import { readStage, StageModel } from './read-stage';
import { withStageVariables } from './stage-variables';

/** One HTTP API, of routes in the template or of an OpenAPI document: a model for each of its stages. */
export function readHttpApi(api: ResourceReader, parts: ApiParts, view: AssemblyView): HttpApiModel[] {
  checkProperties(api, apiProperties);
  const imported = importApi(api, parts, view);
  const quickCreate = readQuickCreate(api);
  const routes = [...readRoutes(imported?.parts ?? parts), ...(quickCreate ? [quickCreate.route] : [])];
  const routeKeys = new Set(routes.map(({ routeKey }) => routeKey));
  refuseDuplicates(routes, api);
  checkCount(api, 'integrations', (imported?.parts ?? parts).integrations.length);

  const stages = parts.stages.map((stage) => readStage(stage, routeKeys)).filter((stage) => stage !== undefined);
  const deployed = new Set(deployedStages(parts, 'every request gets a 404'));
  if (quickCreate && !stages.some(({ name }) => name === '$default')) {
    stages.push(quickCreate.stage);
    deployed.add('$default');
  }
  if (stages.length === 0) api.note('has no stage, so it is not served');

  const cors = readCors(imported?.api ?? api);
  return stages.map((stage) => ({
    kind: 'HTTP',
    stack: api.stack.id,
    logicalId: api.logicalId,
    name: api.string('Name') ?? imported?.title ?? api.logicalId,
    apiId: api.ref ?? '',
    region: api.stack.region,
    accountId: api.stack.accountId,
    stageName: stage.name,
    stageVariables: stage.variables,
    routes: deployed.has(stage.name) ? routes.map((route) => onStage(route, stage)) : [],
    cors,
    defaultThrottle: stage.defaultThrottle,
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

function refuseDuplicates(routes: readonly HttpRouteModel[], api: ResourceReader): void {
  const seen = new Set<string>();
  for (const { routeKey, logicalId } of routes) {
    if (seen.has(routeKey)) api.refuse(`route ${logicalId} has the key ${routeKey} of another route`);
    seen.add(routeKey);
  }
}
