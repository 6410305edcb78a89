import { App, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpMethod, ParameterMapping, VpcLink } from 'aws-cdk-lib/aws-apigatewayv2';
import { IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ListenerAction,
  NetworkListener,
  NetworkListenerAction,
  NetworkLoadBalancer,
  NetworkTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { RouteIntegration } from '../../../lib';
import { apiIn, propertiesOf, templateOf } from '../api-under-test';
import { adding, integrationOf, logicalIdOf, onlyOf, templateOfIntegration } from '../fixtures';

const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const VPC_LINK = 'AWS::ApiGatewayV2::VpcLink';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:listener/x/y/z/w';

const defaultAction = ListenerAction.fixedResponse(200);
const albIn = (vpc: IVpc, id = 'Alb') =>
  new ApplicationLoadBalancer(vpc, id, { vpc, vpcSubnets: { subnets: vpc.selectSubnets().subnets } }).addListener('L', {
    port: 80,
    defaultAction,
  });
const nlbIn = (vpc: IVpc) =>
  new NetworkLoadBalancer(vpc, 'Nlb', { vpc }).addListener('L', {
    port: 80,
    defaultAction: NetworkListenerAction.forward([new NetworkTargetGroup(vpc, 'Targets', { vpc, port: 80 })]),
  });
const serviceIn = (vpc: IVpc) =>
  new PrivateDnsNamespace(vpc, 'Namespace', { name: 'internal', vpc }).createService('Orders');
const linkIn = (vpc: IVpc) => new VpcLink(vpc, 'Link', { vpc });

/** An Application Load Balancer's listener of which no more than the ARN is known. */
const importedAlb = (stack: Stack, listenerArn = ARN) =>
  ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
    listenerArn,
    securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1'),
  });
const importedLink = (stack: Stack, vpcLinkId: string) =>
  VpcLink.fromVpcLinkAttributes(stack, 'Link', {
    vpcLinkId,
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'] }),
  });

describe('an integration with a backend in a VPC', () => {
  it.each([
    ['an Application Load Balancer', (vpc: IVpc) => RouteIntegration.privateAlb(albIn(vpc))],
    ['a Network Load Balancer', (vpc: IVpc) => RouteIntegration.privateNlb(nlbIn(vpc))],
  ])('reaches the listener of %s by a link made for its VPC', (_, build) => {
    const template = templateOfIntegration((stack) => build(new Vpc(stack, 'Vpc')));
    expect(onlyOf(template, INTEGRATION)).toEqual({
      ApiId: { Ref: logicalIdOf(template, 'AWS::ApiGatewayV2::Api') },
      ConnectionId: { Ref: logicalIdOf(template, VPC_LINK) },
      ConnectionType: 'VPC_LINK',
      IntegrationMethod: 'ANY',
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: { Ref: logicalIdOf(template, LISTENER) },
      PayloadFormatVersion: '1.0',
    });
  });

  it.each([
    ['Private', [SubnetType.PUBLIC, SubnetType.PRIVATE_ISOLATED, SubnetType.PRIVATE_WITH_EGRESS]],
    ['Isolated', [SubnetType.PUBLIC, SubnetType.PRIVATE_ISOLATED]],
    ['Public', [SubnetType.PUBLIC]],
  ])('puts the link into the %s subnets, the innermost of the VPC', (name, types) => {
    const names = { [SubnetType.PUBLIC]: 'Public', [SubnetType.PRIVATE_ISOLATED]: 'Isolated' } as Record<
      string,
      string
    >;
    const subnetConfiguration = types.map((subnetType) => ({ name: names[subnetType] ?? 'Private', subnetType }));
    const template = templateOfIntegration((stack) => {
      const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration });
      return RouteIntegration.privateAlb(albIn(vpc));
    });
    const { SubnetIds } = onlyOf(template, VPC_LINK) as { SubnetIds: { Ref: string }[] };
    const innermost = expect.stringMatching(`^Vpc${name}Subnet`) as string;
    expect(SubnetIds.map(({ Ref }) => Ref)).toEqual([innermost, innermost]);
  });

  it('reaches a Cloud Map service by the link it is told', () => {
    const template = templateOfIntegration((stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      return RouteIntegration.cloudMap(serviceIn(vpc), { vpcLink: linkIn(vpc) });
    });
    expect(onlyOf(template, INTEGRATION)).toMatchObject({
      ConnectionId: { Ref: logicalIdOf(template, VPC_LINK) },
      ConnectionType: 'VPC_LINK',
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [logicalIdOf(template, 'AWS::ServiceDiscovery::Service'), 'Arn'] },
    });
  });

  it('takes a method, a server name, a timeout and changes to request and answer', () => {
    const properties = integrationOf((stack) =>
      RouteIntegration.privateAlb(albIn(new Vpc(stack, 'Vpc')), {
        method: HttpMethod.POST,
        secureServerName: 'orders.internal',
        timeout: Duration.seconds(3),
        requestMapping: new ParameterMapping().removeHeader('cookie'),
        responseMapping: { '500': new ParameterMapping().custom('overwrite:statuscode', '502') },
      }),
    );
    expect(properties).toMatchObject({
      IntegrationMethod: 'POST',
      TlsConfig: { ServerNameToVerify: 'orders.internal' },
      TimeoutInMillis: 3000,
      RequestParameters: { 'remove:header.cookie': '' },
      ResponseParameters: { '500': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '502' }] } },
    });
  });

  it('refuses a timeout and a mapping that the service would', () => {
    const alb = (stack: Stack) => albIn(new Vpc(stack, 'Vpc'));
    const requestMapping = new ParameterMapping().removeHeader('via');
    expect(adding((stack) => RouteIntegration.privateAlb(alb(stack), { timeout: Duration.seconds(31) }))).toThrow(
      'timeout must be 50 milliseconds to 30 seconds, got "31 seconds"',
    );
    expect(adding((stack) => RouteIntegration.privateAlb(alb(stack), { requestMapping }))).toThrow(
      'requestMapping touches a header that API Gateway reserves, got "via"',
    );
  });
});

describe('links into VPCs', () => {
  it('are shared by all backends of a VPC (Q-5)', () => {
    const template = templateOf((stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      const api = apiIn(stack);
      api.addRoute('GET /a', RouteIntegration.privateAlb(albIn(vpc)));
      api.addRoute('GET /b', RouteIntegration.privateAlb(albIn(vpc, 'Other')));
      api.addRoute('GET /c', RouteIntegration.privateNlb(nlbIn(vpc)));
    });
    template.resourceCountIs(INTEGRATION, 3);
    template.resourceCountIs(VPC_LINK, 1);
  });

  it('are one for each VPC', () => {
    const template = templateOf((stack) => {
      const api = apiIn(stack);
      api.addRoute('GET /a', RouteIntegration.privateAlb(albIn(new Vpc(stack, 'One'))));
      api.addRoute('GET /b', RouteIntegration.privateAlb(albIn(new Vpc(stack, 'Two'))));
    });
    const subnets = Object.values(propertiesOf(template, VPC_LINK)).map(({ SubnetIds }) => JSON.stringify(SubnetIds));
    expect(new Set(subnets).size).toBe(2);
    expect(subnets).toHaveLength(2);
  });

  it('are not made where one is given', () => {
    const template = templateOfIntegration((stack) => {
      const vpc = new Vpc(stack, 'Vpc');
      return RouteIntegration.privateNlb(nlbIn(vpc), { vpcLink: linkIn(vpc) });
    });
    expect(logicalIdOf(template, VPC_LINK)).toMatch(/^VpcLink/);
  });

  it('stand in the stack of the API, which depends on that of the load balancer (user pain 10)', () => {
    const app = new App();
    const network = new Stack(app, 'Network');
    const frontend = new Stack(app, 'Frontend');
    apiIn(frontend).addRoute('GET /a', RouteIntegration.privateAlb(albIn(new Vpc(network, 'Vpc'))));
    Template.fromStack(frontend).resourceCountIs(VPC_LINK, 1);
    Template.fromStack(network).resourceCountIs(VPC_LINK, 0);
    expect(network.dependencies).toEqual([]);
  });

  const REFUSAL = '[Stack/Api] the VPC of the private integration is not known, got undefined; give vpcLink';

  it('must be given for a Cloud Map service', () => {
    expect(adding((stack) => RouteIntegration.cloudMap(serviceIn(new Vpc(stack, 'Vpc')), {}))).toThrow(REFUSAL);
  });

  it('must be given for an imported listener', () => {
    const nlb = (stack: Stack) => NetworkListener.fromNetworkListenerArn(stack, 'Listener', ARN);
    expect(adding((stack) => RouteIntegration.privateAlb(importedAlb(stack)))).toThrow(REFUSAL);
    expect(adding((stack) => RouteIntegration.privateNlb(nlb(stack)))).toThrow(REFUSAL);
  });

  it.each([
    ['a text', 'link-1', 'link-1'],
    ['an imported value', Fn.importValue('Link'), { 'Fn::ImportValue': 'Link' }],
    ['a lazy text', Lazy.string({ produce: () => 'link-1' }), 'link-1'],
  ])('given for an imported listener may have %s for its id', (_, id, expected) => {
    const listenerArn = Fn.importValue('Listener');
    const properties = integrationOf((stack) =>
      RouteIntegration.privateAlb(importedAlb(stack, listenerArn), { vpcLink: importedLink(stack, id) }),
    );
    expect(properties.ConnectionId).toEqual(expected);
    expect(properties.IntegrationUri).toEqual({ 'Fn::ImportValue': 'Listener' });
  });
});
