import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLog, Cors, ExecutionLog, Firewall, MeteredRestApiProps, RouteIntegration } from '../../lib';
import { findings } from '../nag-findings';
import { functionIn, jwt } from '../secure-http-api/api-under-test';
import { everythingOn } from './everything-on';
import { restApiIn } from './rest-api-under-test';

const withOneRoute = (props: Partial<MeteredRestApiProps>) => (stack: Stack, theirs: Construct) => {
  restApiIn(stack, { authorization: jwt(), ...props }).addRoute('GET /x', RouteIntegration.lambda(functionIn(theirs)));
};

describe('cdk-nag AwsSolutions', () => {
  it('finds nothing on the least API', () => {
    expect(findings(withOneRoute({}))).toEqual([]);
  });

  it('finds nothing with CORS', () => {
    expect(findings(withOneRoute({ cors: Cors.allowOrigins(['https://app.example.com']) }))).toEqual([]);
  });

  it('finds nothing with everything on', () => {
    expect(findings((stack, theirs) => void everythingOn(stack, theirs))).toEqual([]);
  });

  it.each<[string, Partial<MeteredRestApiProps>, string]>([
    ['no access log', { accessLog: AccessLog.disabled() }, 'AwsSolutions-APIG1'],
    ['no firewall', { firewall: Firewall.none() }, 'AwsSolutions-APIG3'],
    ['no execution log', { executionLog: ExecutionLog.disabled() }, 'AwsSolutions-APIG6'],
  ])('finds what there is to find: %s', (_, props, rule) => {
    expect(findings(withOneRoute(props))).toEqual([`/Stack/Api/Api/DeploymentStage.prod/Resource: ${rule}`]);
  });
});
