/** Requests go through an alias whose new versions the API's alarms roll back. */
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, MeteredRestApi, RouteIntegration } from '../lib';
import { eventually, inlineFunction, meantToBePublic, scenario } from './harness';

const { stack, assertions } = scenario('Canary', 'MeteredRestApi');

const tellAlias = inlineFunction(
  stack,
  'TellAlias',
  `exports.handler = async (event, { invokedFunctionArn }) => ({
  statusCode: 200,
  body: JSON.stringify({ alias: invokedFunctionArn.split(':')[7] }),
});`,
);
const live = new Alias(stack, 'Live', { aliasName: 'live', version: tellAlias.currentVersion });
const api = new MeteredRestApi(stack, 'Api', { authorization: Authorization.none() });
meantToBePublic(
  api.addRoute('GET /orders/{id}', RouteIntegration.lambda(live), { authorization: Authorization.none() }),
);
const rollout = api.deployGradually(live);

eventually(assertions.httpApiCall(`${api.url}/orders/7`), { status: 200, body: { alias: 'live' } });

const deploymentGroupHas = (deploymentGroupInfo: object) =>
  eventually(
    assertions.awsApiCall('CodeDeploy', 'getDeploymentGroup', {
      applicationName: rollout.application.applicationName,
      deploymentGroupName: rollout.deploymentGroupName,
    }),
    { deploymentGroupInfo },
  );

deploymentGroupHas({
  computePlatform: 'Lambda',
  deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
  alarmConfiguration: { enabled: true },
  autoRollbackConfiguration: { enabled: true },
});
// CodeDeploy names them in an order of its own
for (const event of ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST']) {
  deploymentGroupHas({ autoRollbackConfiguration: { events: Match.arrayWith([event]) } });
}
for (const { alarmName } of Object.values(api.alarms)) {
  deploymentGroupHas({ alarmConfiguration: { alarms: Match.arrayWith([{ name: alarmName }]) } });
}
