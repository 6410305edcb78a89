import { CustomDomain } from '../shared/custom-domain';
import { AccessProps } from './openapi/access';
import { PolicyDenial } from './openapi/policy';
import { ResourcePolicy } from './resource-policy';
import { RestEndpoint } from './rest-endpoint';
import { vpcEndpointIds } from './rest-endpoint-settings';
import { RestRoutes } from './rest-routes';

export interface RestAccessProps {
  readonly endpoint: RestEndpoint;
  readonly customDomain?: CustomDomain;
  readonly resourcePolicy?: ResourcePolicy;
  readonly routes: RestRoutes;
  readonly stageName: string;
  readonly hasPreflights: boolean;
}

/** How the API is reached, for its body. */
export function restAccess({ endpoint, customDomain, resourcePolicy, ...props }: RestAccessProps): AccessProps {
  const intent = resourcePolicy?._intent;
  return {
    disableExecuteApiEndpoint: customDomain !== undefined,
    vpcEndpointIds: vpcEndpointIds(endpoint),
    policy: {
      denials: denials(endpoint, resourcePolicy),
      accounts: intent?.kind === 'accounts' ? intent.accounts : undefined,
      stageName: props.stageName,
      allowed: props.routes.allowedByPolicy(),
      hasPreflights: props.hasPreflights,
      hasSignedRoutes: props.routes.entries.some(({ route }) => route.authorization._intent.kind === 'iam'),
    },
  };
}

function denials(endpoint: RestEndpoint, resourcePolicy: ResourcePolicy | undefined): PolicyDenial[] {
  const intent = resourcePolicy?._intent;
  const own = vpcEndpointIds(endpoint);
  const more = intent?.kind === 'vpcEndpoints' ? intent.vpcEndpoints.map(({ vpcEndpointId }) => vpcEndpointId) : [];
  const isPrivate = own.length > 0;
  return [
    ...(isPrivate ? [unless('StringNotEquals', 'aws:SourceVpce', [...new Set([...own, ...more])])] : []),
    ...(intent?.kind === 'ipRanges'
      ? [unless('NotIpAddress', isPrivate ? 'aws:VpcSourceIp' : 'aws:SourceIp', intent.ranges)]
      : []),
  ];
}

/** True for whoever has another value, or none. */
function unless(operator: string, key: string, values: string[]): PolicyDenial {
  return { Condition: { [operator]: { [key]: values } } };
}
