import { Duration, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
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
  ExecutionLog,
  Firewall,
  MeteredRestApi,
  Quota,
  ResourcePolicy,
  RouteIntegration,
} from '../../lib';
import { functionIn, jwt } from '../secure-http-api/api-under-test';

/**
 * Every feature of the construct at once. What belongs to the user is imported or stands under `theirs`, so that what
 * is left is the construct's own.
 */
export function everythingOn(stack: Stack, theirs: Construct): MeteredRestApi {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
  const topic = Topic.fromTopicArn(stack, 'Topic', arn('sns', 'on-call'));
  const fn = functionIn(theirs) as Function;
  const alias = new Alias(theirs, 'Live', { aliasName: 'live', version: fn.currentVersion });
  const api = new MeteredRestApi(stack, 'Api', {
    authorization: jwt(),
    cors: Cors.allowOrigins(['https://app.example.com'], { credentials: true }),
    tiers: {
      free: { throttle: { rateLimit: 5, burstLimit: 10 }, quota: Quota.perMonth(1_000) },
      pro: { throttle: { rateLimit: 100, burstLimit: 200 }, routes: { 'GET /x': { rateLimit: 1, burstLimit: 2 } } },
    },
    throttle: { rateLimit: 100, burstLimit: 200 },
    alarms: Alarms.recommended({
      actions: [new SnsAction(topic)],
      overrides: { clientErrorAnomaly: { enabled: true } },
    }),
    customDomain: {
      domainName: 'api.example.com',
      certificate: Certificate.fromCertificateArn(stack, 'Certificate', arn('acm', 'certificate/a')),
      hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
      basePath: 'orders/v1',
      mutualTls: { bucket: Bucket.fromBucketName(stack, 'Truststore', 'truststore'), key: 'truststore.pem' },
    },
    firewall: Firewall.managed({ countOnly: [] }),
    resourcePolicy: ResourcePolicy.allowIpRanges(['203.0.113.0/24']),
    executionLog: ExecutionLog.info(),
    stageName: 'live',
    stageVariables: { table: 'orders' },
    detailedMetrics: true,
    description: 'Everything on',
  });
  api.addRoute('GET /x', RouteIntegration.lambda(alias), { throttle: { rateLimit: 5, burstLimit: 10 } });
  api.addRoute('POST /orders', RouteIntegration.lambda(fn), { body: { type: 'object' } });
  api.addRoute('GET /backend', RouteIntegration.http('https://backend.example.com'));
  api.addRoute('GET /health', RouteIntegration.lambda(fn), {
    authorization: Authorization.none(),
    apiKeyRequired: false,
  });
  api.addRoute('GET /iam', RouteIntegration.lambda(fn), { authorization: Authorization.iam() });
  const client = UserPoolClient.fromUserPoolClientId(stack, 'Client', 'client');
  const userPool = UserPool.fromUserPoolId(stack, 'UserPool', 'eu-west-1_abc');
  api.addRoute('GET /cognito', RouteIntegration.lambda(fn), {
    authorization: Authorization.cognito(userPool, { clients: [client] }),
  });
  api.addRoute('GET /lambda', RouteIntegration.lambda(fn), {
    authorization: Authorization.lambda(functionIn(theirs, 'Authorizer')),
  });
  api.addRoute('POST /sqs', RouteIntegration.sqs(Queue.fromQueueArn(stack, 'Queue', arn('sqs', 'orders'))));
  api.addRoute('POST /start', RouteIntegration.stepFunctions(StateMachine.fromStateMachineName(stack, 'Machine', 'm')));
  api.addRoute('GET /mock', RouteIntegration.mock({ body: { status: 'ok' } }));
  api.addRoute('GET /products/{id}', RouteIntegration.lambda(fn), {
    cache: { ttl: Duration.minutes(5), keyParameters: ['header.Authorization'] },
  });
  api.addUsageRoute('GET /usage');
  api.addApiKey('Acme', { tier: 'free', generation: 2 });
  api.addApiKey('Globex', { tier: 'pro' });
  api.deployGradually(alias);
  return api;
}
