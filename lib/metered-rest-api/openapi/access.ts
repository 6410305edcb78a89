import { policy, PolicyProps } from './policy';

/** What the root of the body says of the way in. */
export interface AccessProps {
  readonly disableExecuteApiEndpoint: boolean;
  readonly vpcEndpointIds: string[];
  readonly policy: PolicyProps;
}

/**
 * Members of the body's root that say how the API is reached. They stand here and not on the resource, for an import
 * that overwrites takes away what its file does not say (rules C-18, C-31).
 */
export function access({ disableExecuteApiEndpoint, vpcEndpointIds, ...props }: AccessProps): Record<string, unknown> {
  const endpoint = {
    ...(disableExecuteApiEndpoint ? { disableExecuteApiEndpoint } : {}),
    ...(vpcEndpointIds.length > 0 ? { vpcEndpointIds } : {}),
  };
  const resourcePolicy = policy(props.policy);
  return {
    // a server must have a URL; its path is ignored (C-36)
    ...(Object.keys(endpoint).length > 0
      ? { servers: [{ url: '/', 'x-amazon-apigateway-endpoint-configuration': endpoint }] }
      : {}),
    ...(resourcePolicy ? { 'x-amazon-apigateway-policy': resourcePolicy } : {}),
  };
}
