import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { HttpIntegrationModel, HttpRouteModel } from '../model';
import { parseRouteKey } from '../route-key';
import { AuthorizerModel, readRouteAuthorization } from './read-authorization';
import { routeProperties } from './property-tables';

/** What a route can refer to, by id. */
export interface RouteParts {
  readonly integrations: ReadonlyMap<string, HttpIntegrationModel>;
  readonly authorizers: ReadonlyMap<string, AuthorizerModel>;
  /** Ids of integrations and authorizers that the user asked to go on without. */
  readonly ignoredIds: ReadonlySet<string>;
  /** Ids of those that are findings already. */
  readonly refusedIds: ReadonlySet<string>;
}

/** AWS::ApiGatewayV2::Route of an HTTP API. */
export function readRoute(resource: ResourceReader, parts: RouteParts): HttpRouteModel | undefined {
  checkProperties(resource, routeProperties);
  const routeKey = resource.string('RouteKey');
  const parsed = parseRouteKey(routeKey ?? '');
  if (!routeKey || 'problem' in parsed) {
    return resource.refuse('problem' in parsed ? parsed.problem : 'is missing', 'RouteKey');
  }
  const integrationId = /^integrations\/(.+)$/.exec(resource.string('Target') ?? '')?.[1];
  const authorizerId = resource.string('AuthorizerId');
  if ([integrationId, authorizerId].some((id) => id && parts.refusedIds.has(id))) return undefined;

  const base = { logicalId: resource.logicalId, routeKey };
  if ([integrationId, authorizerId].some((id) => id && parts.ignoredIds.has(id))) {
    return { ...base, ...leftOut('its integration or authorizer is ignored') };
  }
  const integration = parts.integrations.get(integrationId ?? '');
  if (!integration) return resource.refuse('is not an integration of this API in this assembly', 'Target');
  const authorization = readRouteAuthorization(resource, parts.authorizers);
  return authorization && { ...base, authorization, integration };
}

/** The route goes on matching, so that no other route, perhaps a public one, gets its requests. */
export function leftOut(reason: string): Pick<HttpRouteModel, 'authorization' | 'integration'> {
  return { authorization: { kind: 'none' }, integration: { kind: 'left-out', reason } };
}
