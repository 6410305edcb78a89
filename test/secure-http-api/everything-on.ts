import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import {
  Alarms,
  Authorization,
  Cors,
  IdentitySource,
  RouteIntegration,
  SecureHttpApi,
  StepFunctionsAction,
} from '../../lib';
import { functionIn, jwt } from './api-under-test';

/**
 * Every feature of the construct at once. What belongs to the user is imported or stands under `theirs`, so that what
 * is left is the construct's own.
 */
export function everythingOn(stack: Stack, theirs: Construct): SecureHttpApi {
  const imported = importedResources(stack);
  const fn = functionIn(theirs, 'Function');
  const api = new SecureHttpApi(stack, 'Api', {
    authorization: jwt(),
    cors: Cors.allowOrigins(['https://app.example.com'], { credentials: true }),
    throttle: { rateLimit: 100, burstLimit: 200 },
    alarms: Alarms.recommended({
      actions: [new SnsAction(imported.topic)],
      overrides: { clientErrorAnomaly: { enabled: true } },
    }),
    customDomain: {
      domainName: 'api.example.com',
      certificate: imported.certificate,
      hostedZone: imported.zone,
      basePath: 'orders/v1',
      mutualTls: { bucket: imported.bucket, key: 'truststore.pem' },
    },
    stageName: 'live',
    stageVariables: { table: 'orders' },
    detailedMetrics: true,
    description: 'Everything on',
  });
  api.addRoute('GET /orders/{id}', RouteIntegration.lambda(fn), { scopes: ['orders:read'] });
  api.addRoute('ANY /orders', RouteIntegration.lambda(fn), { throttle: { rateLimit: 5, burstLimit: 10 } });
  api.addRoute('$default', RouteIntegration.lambda(fn));
  api.addRoute('GET /health', RouteIntegration.lambda(fn), { authorization: Authorization.none() });
  api.addRoute('GET /cognito', RouteIntegration.lambda(fn), {
    authorization: Authorization.cognito(imported.userPool, { clients: [imported.client] }),
  });
  api.addRoute('GET /lambda', RouteIntegration.lambda(fn), {
    authorization: Authorization.lambda(functionIn(theirs, 'Authorizer'), {
      identitySources: [IdentitySource.header('X-Key')],
      resultsCacheTtl: Duration.minutes(1),
    }),
  });
  api.addRoute('GET /reports', RouteIntegration.lambda(fn), { authorization: Authorization.iam() });
  api.addRoute('GET /legacy', RouteIntegration.http('https://legacy.example.com/'));
  api.addRoute('POST /sqs', RouteIntegration.sqs(imported.queue));
  api.addRoute(
    'POST /events',
    RouteIntegration.eventBridge(imported.bus, { source: 'com.example.orders', detailType: 'OrderPlaced' }),
  );
  api.addRoute('POST /start', RouteIntegration.stepFunctions(imported.machine));
  api.addRoute(
    'POST /stop',
    RouteIntegration.stepFunctions(imported.machine, { action: StepFunctionsAction.STOP_EXECUTION }),
  );
  api.addRoute('POST /records', RouteIntegration.kinesis(imported.stream));
  api.addRoute('GET /inside', RouteIntegration.privateAlb(listenerIn(theirs)));
  return api;
}

function importedResources(stack: Stack) {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
  return {
    topic: Topic.fromTopicArn(stack, 'Topic', arn('sns', 'on-call')),
    certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn('acm', 'certificate/a')),
    zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
    bucket: Bucket.fromBucketName(stack, 'Truststore', 'truststore'),
    userPool: UserPool.fromUserPoolId(stack, 'UserPool', 'eu-west-1_abc'),
    client: UserPoolClient.fromUserPoolClientId(stack, 'Client', 'client'),
    queue: Queue.fromQueueArn(stack, 'Queue', arn('sqs', 'orders')),
    bus: EventBus.fromEventBusName(stack, 'Bus', 'orders'),
    machine: StateMachine.fromStateMachineName(stack, 'Machine', 'checkout'),
    stream: Stream.fromStreamArn(stack, 'Stream', arn('kinesis', 'stream/clicks')),
  };
}

function listenerIn(theirs: Construct): ApplicationListener {
  const vpc = new Vpc(theirs, 'Vpc', { maxAzs: 2, natGateways: 0 });
  const balancer = new ApplicationLoadBalancer(theirs, 'Balancer', { vpc });
  return balancer.addListener('Listener', { port: 80, defaultAction: ListenerAction.fixedResponse(404), open: false });
}
