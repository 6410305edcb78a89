/** What is no broadcast is set aside at once, and holds up no other message. */
import { Annotations } from 'aws-cdk-lib';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, Cors, RealtimeWebSocketApi } from '../lib';
import { eventually, scenario } from './harness';

const NO_BROADCAST = 'hello';

const { stack, assertions } = scenario('DeadLetters', 'RealtimeWebSocketApi');

const live = new RealtimeWebSocketApi(stack, 'Live', {
  authorization: Authorization.none(),
  cors: Cors.allowOrigins(['https://app.example.com']),
});
Annotations.of(live).acknowledgeWarning(
  'cdk-apigateway-patterns:RealtimeWebSocketApi.publicConnect',
  'nothing but the scenario is behind it',
);

assertions.awsApiCall('SQS', 'sendMessage', { QueueUrl: live.broadcastQueue.queueUrl, MessageBody: NO_BROADCAST }).next(
  eventually(
    assertions.awsApiCall('SQS', 'receiveMessage', {
      QueueUrl: live.broadcastDeadLetterQueue.queueUrl,
      WaitTimeSeconds: 10,
    }),
    { Messages: [Match.objectLike({ Body: NO_BROADCAST })] },
  ),
);
