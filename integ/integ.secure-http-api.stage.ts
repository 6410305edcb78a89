/** A named stage: its variables, throttles, access log and alarms. */
import { Duration } from 'aws-cdk-lib';
import { ExpectedResult, Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, RouteIntegration, SecureHttpApi } from '../lib';
import { eventually, inlineFunction, meantToBePublic, readsApiGateway, scenario } from './harness';

const { stack, assertions } = scenario('Stage');

const tellVariables = inlineFunction(
  stack,
  'TellVariables',
  `exports.handler = async ({ stageVariables }) => ({ stageVariables });`,
);
const api = new SecureHttpApi(stack, 'Api', {
  authorization: Authorization.none(),
  stageName: 'v1',
  stageVariables: { color: 'green' },
  throttle: { rateLimit: 50, burstLimit: 100 },
});
const publicly = { authorization: Authorization.none() };
const integration = RouteIntegration.lambda(tellVariables);
meantToBePublic(api.addRoute('GET /variables', integration, publicly));
meantToBePublic(api.addRoute('GET /costly', integration, { ...publicly, throttle: { rateLimit: 1, burstLimit: 2 } }));

eventually(assertions.httpApiCall(`${api.url}/variables`), {
  status: 200,
  body: { stageVariables: { color: 'green' } },
}).next(
  eventually(
    assertions.awsApiCall('CloudWatchLogs', 'filterLogEvents', {
      logGroupName: api.accessLog?.logGroupName,
      filterPattern: '{ $.routeKey = "GET /variables" && $.status = "200" }',
      limit: 1,
    }),
    { events: [Match.objectLike({ message: Match.serializedJson(Match.objectLike({ path: '/v1/variables' })) })] },
    Duration.minutes(10),
  ),
);

readsApiGateway(assertions.awsApiCall('ApiGatewayV2', 'getStage', { ApiId: api.apiId, StageName: 'v1' })).expect(
  ExpectedResult.objectLike({
    DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    RouteSettings: { 'GET /costly': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
  }),
);

for (const { alarmName } of Object.values(api.alarms)) {
  eventually(assertions.awsApiCall('CloudWatch', 'describeAlarms', { AlarmNames: [alarmName] }), {
    MetricAlarms: [Match.objectLike({ AlarmName: alarmName })],
  });
}
