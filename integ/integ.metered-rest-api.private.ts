/** A private API answers in its VPC, through its endpoint, and nowhere else. */
import { Duration } from 'aws-cdk-lib';
import { InterfaceVpcEndpointAwsService, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, MeteredRestApi, RestEndpoint, RouteIntegration } from '../lib';
import { Caller } from './caller';
import { readsApiGateway, scenario } from './harness';

/** The name by which it is called is made along with it. */
const NAME_SPREADS = Duration.minutes(5);

const inVpc = scenario('Private', 'MeteredRestApi');
const { stack, assertions } = inVpc;

const vpc = new Vpc(stack, 'Vpc', {
  maxAzs: 1,
  natGateways: 0,
  subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
  restrictDefaultSecurityGroup: false,
});
const endpoint = vpc.addInterfaceEndpoint('ExecuteApi', {
  service: InterfaceVpcEndpointAwsService.APIGATEWAY,
  open: false,
});
const api = new MeteredRestApi(stack, 'Api', {
  authorization: Authorization.iam(),
  endpoint: RestEndpoint.privateTo([endpoint]),
});
api.addRoute('GET /where', RouteIntegration.mock({ body: { where: 'inside' } }));

const inside = new Caller(inVpc, 'Inside', api.url, vpc);
const outside = new Caller(inVpc, 'Outside', api.url);
for (const { fn } of [inside, outside]) {
  api.grantInvoke(fn);
}
endpoint.connections.allowDefaultPortFrom(inside.fn);

const signed = { path: '/where', signed: true };

const answered = inside.calls([signed], { statuses: [200] }, NAME_SPREADS);
answered.next(inside.calls([{ ...signed, signed: false }], { statuses: [403] }));
answered.next(outside.calls([signed], { statuses: ['no answer'] }));

readsApiGateway(assertions.awsApiCall('APIGateway', 'getRestApi', { restApiId: api.apiId })).expect(
  ExpectedResult.objectLike({
    endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: [endpoint.vpcEndpointId] },
    policy: Match.stringLikeRegexp('Deny.*aws:SourceVpce'),
  }),
);
