import { EndpointType } from 'aws-cdk-lib/aws-apigateway';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { executeApiUrl } from '../core/execute-api-url';
import { CustomDomain } from '../shared/custom-domain';
import { RestEndpoint } from './rest-endpoint';

const TYPES = { regional: EndpointType.REGIONAL, edge: EndpointType.EDGE, private: EndpointType.PRIVATE };

/** What the L2 must know of the endpoint: its type cannot stand in the body (rule C-18). */
export function endpointSettings({ _intent: intent }: RestEndpoint) {
  const type = TYPES[intent.kind];
  return {
    endpointConfiguration: {
      types: [type],
      ...(intent.kind === 'private' ? { vpcEndpoints: intent.vpcEndpoints } : {}),
    },
    // the import makes an edge API unless it is told
    parameters: { endpointConfigurationTypes: type },
  };
}

/** Ids of the VPC endpoints of a private API. */
export function vpcEndpointIds({ _intent: intent }: RestEndpoint): string[] {
  return intent.kind === 'private' ? intent.vpcEndpoints.map(({ vpcEndpointId }) => vpcEndpointId) : [];
}

/** The URL without a domain; that of a private API names the endpoint, and needs no private DNS. */
export function endpointUrl(scope: IConstruct, endpoint: RestEndpoint, apiId: string, stageName: string): string {
  const [through] = vpcEndpointIds(endpoint);
  return executeApiUrl(scope, through === undefined ? apiId : `${apiId}-${through}`, stageName);
}

export function checkEndpoint(scope: IConstruct, endpoint: RestEndpoint, domain: CustomDomain | undefined): void {
  const { kind } = endpoint._intent;
  if (domain && kind === 'edge') {
    const remedy = 'use RestEndpoint.regional(), with a CloudFront distribution of yours in front where it pays';
    refuse(scope, 'an edge API cannot have a customDomain, which is Regional', domain.domainName, remedy);
  }
  if (domain && kind === 'private') {
    const remedy = 'leave customDomain out, or give the API a private one by AWS::ApiGateway::DomainNameV2';
    refuse(scope, 'a private API cannot have a customDomain, which is public', domain.domainName, remedy);
  }
}
