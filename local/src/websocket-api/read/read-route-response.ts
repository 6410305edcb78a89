import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { routeResponseProperties } from './property-tables';

/** AWS::ApiGatewayV2::RouteResponse: the ids of routes that have one, and so may reply (W-23). */
export function replyingRouteIds(resources: readonly ResourceReader[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const resource of resources) {
    checkProperties(resource, routeResponseProperties);
    const key = resource.string('RouteResponseKey');
    if (key === '$default') ids.add(resource.string('RouteId') ?? '');
    else resource.refuse(`must be $default, got ${JSON.stringify(key)}`, 'RouteResponseKey');
  }
  return ids;
}
