import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { refuse } from '../../core/errors';
import { MeteredRestRoute } from '../metered-rest-route';

export interface InvalidationGrant {
  readonly routes: MeteredRestRoute[];
  /** Keys of those that are cached. */
  readonly cached: string[];
  readonly grantee: IGrantable;
  /** Those meant; all that are cached where none is named. */
  readonly routeKeys: string[];
}

/** Lets a principal renew the answers of cached routes, and of no others. */
export function grantInvalidateCache(
  where: IConstruct,
  { routes, cached, grantee, routeKeys }: InvalidationGrant,
): Grant {
  if (cached.length === 0) {
    const got = routes.map((route) => route.routeKey);
    refuse(where, 'no route is cached, so there is nothing to grant', got, 'add one with cache first');
  }
  const unknown = routeKeys.filter((routeKey) => !cached.includes(routeKey));
  if (unknown.length > 0) {
    refuse(where, 'not the keys of cached routes', unknown, `use ${cached.join(', ')}`);
  }
  const wanted = routeKeys.length > 0 ? routeKeys : cached;
  return routes
    .filter((route) => wanted.includes(route.routeKey))
    .map((route) => route._grantInvalidateCache(grantee))
    .reduce((all, one) => all.combine(one));
}
