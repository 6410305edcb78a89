import { ApiParts } from '../../api-gateway-v2/api-parts';
import { deployedStages } from '../../api-gateway-v2/deployed-stages';
import { StageModel } from '../../api-gateway-v2/read-stage-settings';
import { refuseDuplicates, throttleOnStage } from '../../api-gateway-v2/routes';
import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { withStageVariables } from '../../core/with-stage-variables';
import { HttpApiModel, HttpRouteModel } from '../model';
import { importApi } from './open-api/import-api';
import { apiProperties } from './property-tables';
import { checkCount } from './quotas';
import { readCors } from './read-cors';
import { readQuickCreate } from './read-quick-create';
import { readRoutes } from './read-routes';
import { readStage } from './read-stage';

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
  return {
    ...route,
    integration: withStageVariables(route.integration, stage.variables),
    throttle: throttleOnStage(route.routeKey, stage),
  };
}
