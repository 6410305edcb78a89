import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { leftOutMethod, methodKey, NO_VALIDATION, RestMethodModel } from '../../model';
import { PropertyNode } from '../../../assembly/property-node';
import { methodProperties } from '../property-tables';
import { readCacheKey } from '../read-cache-key';
import { readIntegration } from '../read-integration';
import { integrationSource } from './integration-source';
import { readSecurity } from './read-security';
import { declaredParameters, readValidation } from './read-validation';
import { TreeAuthorizers } from './tree-authorizers';
import { TreeModels } from './tree-models';
import { undeclaredParameters } from './undeclared-parameters';

/** What a method may refer to. */
export interface TreeContext {
  /** By id of the resource. */
  readonly paths: ReadonlyMap<string, string>;
  readonly authorizers: TreeAuthorizers;
  readonly models: TreeModels;
  readonly validators: readonly ResourceReader[];
  /** Whether the user asked to go on without a method, by `GET /orders`. */
  isIgnored(methodKey: string): boolean;
  /** Parts that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
}

const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

/** AWS::ApiGateway::Method */
export function readTreeMethod(method: ResourceReader, context: TreeContext): RestMethodModel | undefined {
  const resourceId = method.string('ResourceId') ?? '';
  const resourcePath = context.paths.get(resourceId);
  const httpMethod = PropertyNode.of(method, 'HttpMethod').oneOf(METHODS);
  if (resourcePath === undefined) return method.refuse('is no resource of this API', 'ResourceId');
  if (httpMethod === undefined) return method.refuse('is missing', 'HttpMethod');
  const { stack, logicalId, type } = method;
  const base: RestMethodModel = {
    resourcePath,
    resourceId,
    httpMethod,
    source: { stack: stack.id, logicalId, type },
    operationName: method.string('OperationName'),
    statuses: new Set(),
    authorization: { kind: 'none' },
    apiKeyRequired: false,
    validation: NO_VALIDATION,
    cacheKey: { namespace: resourceId, parameters: [] },
    integration: { kind: 'left-out', reason: 'it is ignored' },
  };
  if (context.isIgnored(methodKey(base))) return leftOutMethod(base, 'it is ignored');
  if (needsIgnored(method, context)) return leftOutMethod(base, 'a part of it is ignored');
  return readParts(method, base, context);
}

function readParts(
  method: ResourceReader,
  base: RestMethodModel,
  { authorizers, models, validators }: TreeContext,
): RestMethodModel | undefined {
  checkProperties(method, methodProperties);
  const source = integrationSource(method);
  const integration = source && readIntegration(source);
  const security = readSecurity(method, authorizers);
  const parameters = declaredParameters(method);
  const validation = readValidation(method, validators, models, parameters);
  const responses = readResponses(PropertyNode.of(method, 'MethodResponses'));
  const request = new Set(parameters.keys());
  const cacheKey = source && readCacheKey({ source, declared: request, resourceId: base.resourceId });
  if (!integration || !security || !validation || !cacheKey) return undefined;
  const undeclared = undeclaredParameters(integration, { request, responses });
  for (const problem of undeclared) method.refuse(`${problem}: AWS refuses the mapping`, 'Integration');
  return { ...base, ...security, validation, integration, cacheKey, statuses: new Set(responses.keys()) };
}

/** Headers that the method declares, by status. */
function readResponses(node: PropertyNode): Map<string, ReadonlySet<string>> {
  return new Map(
    node.entries().map(([, response]) => {
      const headers = response.get('ResponseParameters').entries();
      return [response.get('StatusCode').text() ?? '', new Set(headers.map(([name]) => name))];
    }),
  );
}

function needsIgnored(method: ResourceReader, { ignoredIds }: TreeContext): boolean {
  const references = ['AuthorizerId', 'RequestValidatorId', 'ResourceId'].map((name) => method.value(name));
  const models = Object.values(method.object('RequestModels') ?? {});
  return [...references, ...models].some((id) => typeof id === 'string' && ignoredIds.has(id));
}
