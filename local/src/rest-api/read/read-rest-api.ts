import { AssemblyView, ResourceReader } from '../../assembly';
import { readDocument } from '../../assembly/open-api/read-document';
import { PropertyNode } from '../../assembly/property-node';
import { checkProperties } from '../../assembly/property-table';
import { noteUndeployed } from '../../assembly/undeployed';
import { MAX_BODY_BYTES } from '../../core/request-limits';
import { UsageCatalogue } from '../../usage/read/usage-catalogue';
import { methodKey, RestApiModel } from '../model';
import { ApiParts } from './api-parts';
import { methodsOnStage } from './on-stage';
import { restExtensions } from './open-api/extensions';
import { fromOpenApi2 } from './open-api/from-open-api-2';
import { readMethods } from './open-api/read-methods';
import { SecuritySchemes } from './open-api/security-schemes';
import { restApiProperties } from './property-tables';
import { readGatewayResponses } from './read-gateway-responses';
import { readResourcePolicy } from './read-resource-policy';
import { StageModel } from './read-stage';
import { readStages } from './read-stages';
import { readTree } from './tree/read-tree';

export interface RestApiProps {
  readonly parts: ApiParts;
  readonly usage: UsageCatalogue;
  readonly view: AssemblyView;
}

/** One REST API, of an OpenAPI body, of resources and methods, or of both: a model for each of its stages. */
export function readRestApi(api: ResourceReader, { parts, usage, view }: RestApiProps): RestApiModel[] {
  checkProperties(api, restApiProperties);
  const body = readDocument(api, { extensions: restExtensions, fromOpenApi2 });
  if (!body) return [];
  const stages = readStages(parts);
  if (isPrivate(api)) api.note('is private at AWS: here its endpoint policy is not evaluated');
  const bodyMethods = readMethods({
    api,
    body,
    schemes: new SecuritySchemes(body),
    isIgnored: (key) => view.isPartIgnored(api, key),
  });
  const treeMethods = readTree({ api, body, parts, view, bodyMethods });
  const methods = [...bodyMethods, ...treeMethods];
  noteUndeployed(
    parts.wanted.Deployment,
    treeMethods.map((method) => ({ name: methodKey(method), source: method.source })),
  );
  refuseEmptyApi(api, parts, stages);
  const hasPolicy = !view.isPartIgnored(api, 'Policy') && !isPrivate(api);
  if (stages.length === 0) api.note('has no stage, so it is not served');
  const shared = {
    kind: 'REST' as const,
    stack: api.stack.id,
    logicalId: api.logicalId,
    name: api.string('Name') ?? body.get('info').get('title').text() ?? api.logicalId,
    apiId: api.ref ?? '',
    region: api.stack.region,
    accountId: api.stack.accountId,
    binaryMediaTypes: binaryMediaTypes(api, body),
    minimumCompressionBytes: minimumCompressionBytes(api, body),
    apiKeySource: apiKeySource(api, body),
    gatewayResponses: readGatewayResponses(body, parts.wanted.GatewayResponse),
    resourcePolicy: hasPolicy ? readResourcePolicy(api, body) : undefined,
  };
  const served = (stage: StageModel): RestApiModel => ({
    ...shared,
    stageName: stage.name,
    stageVariables: stage.variables,
    deploymentId: stage.deploymentId,
    methods: methodsOnStage(methods, stage),
    usagePlans: usage.ofStage(shared.apiId, stage.name),
  });
  return stages.map((stage) => withCanary(stage, served));
}

/** A stage together with its canary, which has variables and a deployment of its own. */
function withCanary(stage: StageModel, served: (stage: StageModel) => RestApiModel): RestApiModel {
  const { canary } = stage;
  if (!canary) return served(stage);
  const { deploymentId, percentTraffic, usesStageCache } = canary;
  const other = served({ ...stage, deploymentId, variables: { ...stage.variables, ...canary.variables } });
  return {
    ...served(stage),
    isCanary: false,
    canary: { percentTraffic, usesStageCache, stage: { ...other, isCanary: true } },
  };
}

/** An API whose methods could not be read has been told so already. */
function refuseEmptyApi(api: ResourceReader, { wanted, ignored }: ApiParts, stages: readonly StageModel[]): void {
  const hasBody = ['Body', 'BodyS3Location'].some((name) => api.propertyNames.includes(name));
  if (hasBody || stages.length === 0 || wanted.Method.length + ignored.Method.length > 0) return;
  api.refuse('has neither a body nor methods: AWS deploys no such API');
}

/** C-14: the body's and the resource's are merged. */
function binaryMediaTypes(api: ResourceReader, body: PropertyNode): string[] {
  const inBody = body.get('x-amazon-apigateway-binary-media-types').entries();
  const types = inBody.map(([, node]) => node.text() ?? '');
  return [...new Set([...types, ...(api.strings('BinaryMediaTypes') ?? [])])];
}

/** */
function minimumCompressionBytes(api: ResourceReader, body: PropertyNode): number | undefined {
  const inBody = body.get('x-amazon-apigateway-minimum-compression-size');
  const bytes = api.number('MinimumCompressionSize') ?? inBody.number();
  if (bytes === undefined || (bytes >= 0 && bytes <= MAX_BODY_BYTES)) return bytes;
  return api.refuse(`must be 0 to ${MAX_BODY_BYTES}, got ${bytes}`, 'MinimumCompressionSize');
}

function apiKeySource(api: ResourceReader, body: PropertyNode): RestApiModel['apiKeySource'] {
  const inBody = body.get('x-amazon-apigateway-api-key-source').oneOf(['HEADER', 'AUTHORIZER']);
  return inBody ?? (api.string('ApiKeySourceType') === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER');
}

function isPrivate(api: ResourceReader): boolean {
  return (api.strings('EndpointConfiguration.Types') ?? []).includes('PRIVATE');
}
