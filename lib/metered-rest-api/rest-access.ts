import { CustomDomain } from '../shared/custom-domain';
import { AccessProps } from './openapi/access';
import { PolicyDenial } from './openapi/policy';
import { RestEndpoint } from './rest-endpoint';
import { vpcEndpointIds } from './rest-endpoint-settings';
import { RestRoutes } from './rest-routes';

export interface RestAccessProps {
  readonly endpoint: RestEndpoint;
  readonly customDomain?: CustomDomain;
  readonly routes: RestRoutes;
}

/** How the API is reached, for its body. */
export function restAccess({ endpoint, customDomain, routes }: RestAccessProps): AccessProps {
  const throughEndpoints = vpcEndpointIds(endpoint);
  return {
    disableExecuteApiEndpoint: customDomain !== undefined,
    vpcEndpointIds: throughEndpoints,
    policy: {
      denials: throughEndpoints.length > 0 ? [denyOthers('aws:SourceVpce', throughEndpoints)] : [],
      hasSignedRoutes: routes.entries.some(({ route }) => route.authorization._intent.kind === 'iam'),
    },
  };
}

/** A request without the key is one of the others too. */
function denyOthers(key: string, values: string[]): PolicyDenial {
  return { Condition: { StringNotEquals: { [key]: values } } };
}
