import { AssemblyView, ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { RestApiModel } from '../model';
import { ApiKeyModel } from '../usage/model';
import { deploymentProperties } from './property-tables';
import { readRestApi } from './read-rest-api';
import { readStage, StageModel } from './read-stage';
import { UsageCatalogue } from './read-usage';

export interface RestApis {
  readonly models: readonly RestApiModel[];
  readonly apiKeys: readonly PlannedApiKey[];
}

/** A key together with the names of the plans that it is in. */
export type PlannedApiKey = ApiKeyModel & { readonly plans: readonly string[] };

/** Reads every REST API of the assembly. What can't be served becomes a finding of the view. */
export function readRestApis(view: AssemblyView): RestApis {
  const stagesOf = stagesByApi(view);
  const apis = view.resources('AWS::ApiGateway::RestApi');
  refuseTreeParts(view, apis);
  const usage = new UsageCatalogue(view);
  const models = apis.flatMap((api) => readRestApi(api, { stages: stagesOf.get(api.ref ?? '') ?? [], usage, view }));
  return { models, apiKeys: usage.keys.map((key) => ({ ...key, plans: usage.planNamesOf(key.id) })) };
}

const TREE_PARTS = ['Authorizer', 'GatewayResponse', 'Method', 'Model', 'RequestValidator', 'Resource'];

/** What adds to an API beside its body. An API without a body is refused as a whole. */
function refuseTreeParts(view: AssemblyView, apis: readonly ResourceReader[]): void {
  const withBody = new Set(apis.filter(({ propertyNames }) => propertyNames.includes('Body')).map(({ ref }) => ref));
  for (const part of view.resources(...TREE_PARTS.map((name) => `AWS::ApiGateway::${name}`))) {
    if (withBody.has(part.string('RestApiId'))) part.refuse('is served later; write it into the OpenAPI body');
  }
}

/** Stages by the API they are of, which may be in another stack. A deployment may bring one along. */
function stagesByApi(view: AssemblyView): Map<string, StageModel[]> {
  const stages = new Map<string, StageModel[]>();
  const add = (resource: ResourceReader, stage: StageModel | undefined): void => {
    const apiId = resource.string('RestApiId') ?? '';
    if (stage) stages.set(apiId, [...(stages.get(apiId) ?? []), stage]);
  };
  for (const resource of view.resources('AWS::ApiGateway::Stage')) add(resource, readStage(resource));
  for (const resource of view.resources('AWS::ApiGateway::Deployment')) {
    checkProperties(resource, deploymentProperties);
    const name = resource.string('StageName');
    if (name) add(resource, { name, deploymentId: resource.ref ?? '', variables: {}, throttles: new Map() });
  }
  return stages;
}
