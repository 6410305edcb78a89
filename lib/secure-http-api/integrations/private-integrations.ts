import {
  HttpConnectionType,
  HttpIntegrationType,
  HttpMethod,
  IVpcLink,
  PayloadFormatVersion,
  VpcLink,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  IApplicationListener,
  INetworkListener,
  NetworkListener,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { refuse } from '../../core/errors';
import { PrivateIntegrationOptions } from '../../shared/integration-options';
import { RenderedIntegration } from './rendered-integration';

export function listenerIntegration(
  scope: Construct,
  listener: IApplicationListener | INetworkListener,
  options: PrivateIntegrationOptions,
): RenderedIntegration {
  const isOwn = listener instanceof ApplicationListener || listener instanceof NetworkListener;
  return privateIntegration(scope, listener.listenerArn, isOwn ? listener.loadBalancer.vpc : undefined, options);
}

export function cloudMapIntegration(
  scope: Construct,
  service: IService,
  options: PrivateIntegrationOptions,
): RenderedIntegration {
  return privateIntegration(scope, service.serviceArn, undefined, options);
}

function privateIntegration(
  scope: Construct,
  uri: string,
  vpc: IVpc | undefined,
  options: PrivateIntegrationOptions,
): RenderedIntegration {
  return {
    integrationType: HttpIntegrationType.HTTP_PROXY,
    integrationUri: uri,
    connectionType: HttpConnectionType.VPC_LINK,
    connectionId: (options.vpcLink ?? vpcLinkInto(scope, vpc)).vpcLinkId,
    method: options.method ?? HttpMethod.ANY,
    payloadFormatVersion: PayloadFormatVersion.VERSION_1_0,
    secureServerName: options.secureServerName,
    parameterMapping: options.requestMapping,
    timeout: options.timeout,
  };
}

/** One link for each VPC: the service allows ten in a Region (rule Q-5). */
function vpcLinkInto(scope: Construct, vpc: IVpc | undefined): IVpcLink {
  if (!vpc) {
    return refuse(scope, 'the VPC of the private integration is not known', undefined, 'give vpcLink');
  }
  const id = `VpcLink${vpc.node.addr.slice(-8)}`;
  const made = scope.node.tryFindChild(id) as VpcLink | undefined;
  return made ?? new VpcLink(scope, id, { vpc, subnets: { subnets: innermostSubnets(vpc) } });
}

/** A link needs no way out to the internet, so isolated subnets serve where there are no private ones. */
function innermostSubnets(vpc: IVpc): ISubnet[] | undefined {
  return [vpc.privateSubnets, vpc.isolatedSubnets, vpc.publicSubnets].find((subnets) => subnets.length > 0);
}
