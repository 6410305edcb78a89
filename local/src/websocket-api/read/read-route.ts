import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { WebSocketAuthorizationModel, WebSocketIntegrationModel, WebSocketRouteModel } from '../model';
import { selectionProblem } from '../selection-expression';
import { routeProperties } from './property-tables';
import { NO_PARAMETERS, readRouteParameters, undeclaredParameter } from './read-route-parameters';

const OWN_KEYS = ['$connect', '$disconnect', '$default'];

/** What a route can refer to. */
export interface RouteParts {
  /** By id, as the authorizers. */
  readonly integrations: ReadonlyMap<string, WebSocketIntegrationModel>;
  readonly authorizers: ReadonlyMap<string, WebSocketAuthorizationModel>;
  /** By the model's name. */
  readonly schemas: ReadonlyMap<string, object>;
  readonly replyingRouteIds: ReadonlySet<string>;
  /** Ids of integrations and authorizers that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
  /** Ids of those that are findings already. */
  readonly refusedIds: ReadonlySet<string>;
}

/** AWS::ApiGatewayV2::Route of a WebSocket API. */
export function readRoute(resource: ResourceReader, parts: RouteParts): WebSocketRouteModel | undefined {
  checkProperties(resource, routeProperties);
  const routeKey = resource.string('RouteKey');
  if (!routeKey || (routeKey.startsWith('$') && !OWN_KEYS.includes(routeKey))) {
    // W-19
    return resource.refuse(`must not start with $, but for ${OWN_KEYS.join(', ')}; got ${routeKey}`, 'RouteKey');
  }
  const apiKeyRequired = resource.boolean('ApiKeyRequired') ?? false;
  if (apiKeyRequired && routeKey !== '$connect') {
    return resource.refuse('is served on $connect only: a message brings no key', 'ApiKeyRequired');
  }
  const integrationId = /^integrations\/(.+)$/.exec(resource.string('Target') ?? '')?.[1];
  const authorizerId = resource.string('AuthorizerId');
  if ([integrationId, authorizerId].some((id) => id && parts.refusedIds.has(id))) return undefined;

  const selection = resource.string('RouteResponseSelectionExpression');
  if (selection !== undefined && !/^\\?\$default$/.test(selection)) {
    return resource.refuse(`must be $default, got ${selection}`, 'RouteResponseSelectionExpression');
  }
  const replies = selection !== undefined && parts.replyingRouteIds.has(resource.ref ?? '');
  const parameters = readRouteParameters(resource, routeKey);
  if (!parameters) return undefined;
  const requiredParameters = parameters.required;
  const base = { logicalId: resource.logicalId, routeKey, replies, apiKeyRequired, requiredParameters };
  if ([integrationId, authorizerId].some((id) => id && parts.ignoredIds.has(id))) {
    return leftOut({ ...base, authorization: { kind: 'none' } }, 'its integration or authorizer is ignored');
  }
  const integration = parts.integrations.get(integrationId ?? '');
  if (!integration) return resource.refuse('is not an integration of this API in this assembly', 'Target');
  const undeclared = undeclaredParameter(integration, parameters);
  if (undeclared !== undefined) {
    return resource.refuse(`its integration maps ${undeclared}, which is not declared`, 'RequestParameters');
  }
  const authorization = readAuthorization(resource, routeKey, parts);
  const validation = readValidation(resource, parts);
  return authorization && validation && { ...base, authorization, integration, ...validation };
}

/** The route goes on matching, and fails. Nothing is asked of a client who gets an error anyway. */
export function leftOut(route: Omit<WebSocketRouteModel, 'integration'>, reason: string): WebSocketRouteModel {
  return {
    ...route,
    authorization: { kind: 'none' },
    apiKeyRequired: false,
    requiredParameters: NO_PARAMETERS,
    integration: { kind: 'left-out', reason },
  };
}

/** W-5 */
function readAuthorization(
  route: ResourceReader,
  routeKey: string,
  { authorizers }: RouteParts,
): WebSocketAuthorizationModel | undefined {
  const type = route.string('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return { kind: 'none' };
  if (routeKey !== '$connect') return route.refuse('only $connect can be authorized', 'AuthorizationType');
  if (type === 'AWS_IAM') return { kind: 'iam' };
  if (type !== 'CUSTOM') return route.refuse(`must be NONE, AWS_IAM or CUSTOM, got ${type}`, 'AuthorizationType');
  const authorizer = authorizers.get(route.string('AuthorizerId') ?? '');
  return authorizer ?? route.refuse('is not an authorizer of this API in this assembly', 'AuthorizerId');
}

type Validation = Pick<WebSocketRouteModel, 'validation'>;

function readValidation(route: ResourceReader, parts: RouteParts): Validation | undefined {
  const modelSelectionExpression = route.string('ModelSelectionExpression');
  const problem = modelSelectionExpression === undefined ? undefined : selectionProblem(modelSelectionExpression);
  if (problem) return route.refuse(problem, 'ModelSelectionExpression');
  const names = Object.entries(route.stringMap('RequestModels'));
  const schemas: Record<string, object> = {};
  for (const [key, name] of names) {
    const schema = parts.schemas.get(name);
    if (!schema) return route.refuse(`${name} is no model of this API that can be served`, `RequestModels.${key}`);
    schemas[key] = schema;
  }
  if (modelSelectionExpression !== undefined) return { validation: { modelSelectionExpression, schemas } };
  if (names.length > 0) route.note('has no ModelSelectionExpression: as at AWS, its RequestModels validate nothing');
  return {};
}
