import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Alarms, ChannelRule, ClientsWithoutOrigin, Cors, RealtimeWebSocketApi, RouteIntegration } from '../../lib';
import { functionIn, jwt } from './api-under-test';

/**
 * Every feature of the construct at once. What belongs to the user is imported or stands under `theirs`, so that what
 * is left is the construct's own.
 */
export function everythingOn(stack: Stack, theirs: Construct): RealtimeWebSocketApi {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
  const encryptionKey = Key.fromKeyArn(stack, 'Key', arn('kms', 'key/a'));
  const fn = functionIn(theirs, 'Function');
  const api = new RealtimeWebSocketApi(stack, 'Live', {
    authorization: jwt(),
    cors: Cors.allowOrigins(['https://app.example.com', 'https://*.example.org'], { credentials: true }),
    clientsWithoutOrigin: ClientsWithoutOrigin.ALLOW,
    channels: [
      ChannelRule.open('news'),
      ChannelRule.claims('tenant:{tenant_id}', { presence: true }),
      ChannelRule.lambda('room:*', functionIn(theirs, 'IsMember')),
    ],
    channelsPerConnection: 20,
    channelThrottle: { rateLimit: 50, burstLimit: 500 },
    presenceThrottle: { rateLimit: 10, burstLimit: 20 },
    apiKeyRequired: true,
    throttle: { rateLimit: 100, burstLimit: 200 },
    alarms: Alarms.recommended({
      actions: [new SnsAction(Topic.fromTopicArn(stack, 'Topic', arn('sns', 'on-call')))],
      overrides: { clientErrorAnomaly: { enabled: true } },
    }),
    customDomain: {
      domainName: 'live.example.com',
      certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn('acm', 'certificate/a')),
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
      basePath: 'v1',
    },
    stageName: 'live',
    stageVariables: { table: 'orders' },
    detailedMetrics: true,
    description: 'Everything on',
    connectionsTable: {
      encryptionKey,
      pointInTimeRecovery: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      warmThroughput: { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 20_000 },
    },
    broadcast: { deliveryConcurrency: 50, encryptionKey },
  });
  api.addRoute('sendMessage', RouteIntegration.lambda(fn, { timeout: Duration.seconds(5) }), {
    reply: true,
    throttle: { rateLimit: 5, burstLimit: 10 },
    schema: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
  });
  api.addRoute('version', RouteIntegration.mock({ body: { version: 1 } }), { reply: true });
  api.addRoute('legacy', RouteIntegration.http('https://legacy.example.com/messages'));
  api.onConnected(fn);
  api.onDisconnected(fn);
  api.grantBroadcast(fn);
  api.grantManageConnections(fn);
  api.grantReadConnections(fn);
  return api;
}
