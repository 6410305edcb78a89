import { ResourceReader } from '../../assembly';
import { HttpRouteModel } from '../model';
import { ApiParts } from './api-parts';
import { readAuthorizer } from './read-authorization';
import { readIntegration } from './read-integration';
import { readRoute } from './read-route';

/** The routes of an API with what they refer to. What can't be served is refused, and left out. */
export function readRoutes(
  parts: Pick<ApiParts, 'routes' | 'integrations' | 'authorizers' | 'ignoredIds'>,
): HttpRouteModel[] {
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
