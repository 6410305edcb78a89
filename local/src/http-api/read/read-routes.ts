import { ApiParts } from '../../api-gateway-v2/api-parts';
import { readById } from '../../api-gateway-v2/read-by-id';
import { HttpRouteModel } from '../model';
import { readAuthorizer } from './read-authorization';
import { readIntegration } from './read-integration';
import { readRoute } from './read-route';

/** The routes of an API with what they refer to. What can't be served is refused, and left out. */
export function readRoutes(
  parts: Pick<ApiParts, 'routes' | 'integrations' | 'authorizers' | 'ignoredIds'>,
): HttpRouteModel[] {
  const refusedIds = new Set<string>();
  const integrations = readById(parts.integrations, readIntegration, refusedIds);
  const authorizers = readById(parts.authorizers, readAuthorizer, refusedIds);
  return parts.routes
    .map((route) => readRoute(route, { integrations, authorizers, refusedIds, ignoredIds: parts.ignoredIds }))
    .filter((route) => route !== undefined);
}
