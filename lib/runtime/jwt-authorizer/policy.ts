import { RouteMethod } from '../contract/arn-pattern';
import { keyOf, RouteTable, ScopeDemand } from '../contract/route-table';

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: {
    readonly Action: 'execute-api:Invoke';
    readonly Effect: 'Allow' | 'Deny';
    readonly Resource: string[];
  }[];
}

export interface PolicyQuestion {
  readonly routes: RouteTable;
  readonly tokenScopes: readonly string[];
  readonly methodArn: string;
  /** Where the request goes, if the event says so. */
  readonly route?: RouteMethod;
}

/** R-58. */
const LONGEST_RESOURCE = 512;

/**
 * What a token may call: all that its scopes allow, as the service keeps the policy for other requests with the same
 * token (R-60). For a route of which no such policy could speak, it is about this request only.
 */
export function policyFor({ routes, tokenScopes, methodArn, route }: PolicyQuestion): Policy {
  const permits = ({ scopes }: ScopeDemand) =>
    scopes.length === 0 || scopes.some((scope) => tokenScopes.includes(scope));
  const stage = methodArn.split('/', 2).join('/');
  const own = route && routes.find(({ entangled }) => entangled.includes(keyOf(route)));
  if (own) {
    return policy(permits(own) ? 'Allow' : 'Deny', [ownResource(methodArn)]);
  }
  const permitted = routes.filter(permits);
  if (permitted.length === routes.length) {
    return policy('Allow', [`${stage}/*`]);
  }
  // without a route it can't be told whether this request is for one of the entangled ones
  const blind = !route && routes.some(({ entangled }) => entangled.length > 0);
  const allowed = blind ? [] : permitted.flatMap(({ allows }) => allows);
  return allowed.length > 0
    ? policy(
        'Allow',
        allowed.map((pattern) => `${stage}/${pattern}`),
      )
    : policy('Deny', [`${stage}/*`]);
}

function policy(effect: 'Allow' | 'Deny', resources: string[]): Policy {
  return {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resources }],
  };
}

/** The path is the caller's: `${` would be read as a policy variable. */
function ownResource(methodArn: string): string {
  const resource = methodArn.replaceAll('$', '?');
  return resource.length > LONGEST_RESOURCE ? `${resource.slice(0, LONGEST_RESOURCE - 1)}*` : resource;
}
