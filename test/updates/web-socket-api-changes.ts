import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AccessLog, Alarms, Authorization, ChannelRule, Cors, RouteIntegration, TokenExpiry } from '../../lib';
import { cognito, domain, fn, lambda, live, say, throttle } from './builds';
import { UserChange } from './user-change';

const schema = { type: 'object', required: ['text'] };

/** What users change in a deployed `RealtimeWebSocketApi`, and what comes of it. */
export const WEB_SOCKET_API_CHANGES: UserChange[] = [
  {
    change: 'a route is added',
    changes: ['+ ApiGatewayV2::Route'],
    before: live(),
    after: live({}, (api, theirs) => {
      say(api, theirs);
      api.addRoute('type', lambda(theirs), { throttle });
    }),
  },
  {
    change: 'a throttled route is renamed',
    changes: ['+ ApiGatewayV2::Route', '- ApiGatewayV2::Route'],
    before: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { throttle })),
    after: live({}, (api, theirs) => api.addRoute('tell', lambda(theirs), { throttle })),
  },
  {
    change: 'the order of addRoute changes',
    before: live({}, (api, theirs) => {
      api.addRoute('say', lambda(theirs), { schema });
      api.addRoute('time', RouteIntegration.mock({ body: {} }), { reply: true, throttle });
    }),
    after: live({}, (api, theirs) => {
      api.addRoute('time', RouteIntegration.mock({ body: {} }), { reply: true, throttle });
      api.addRoute('say', lambda(theirs), { schema });
    }),
  },
  {
    change: 'a route moves to another function',
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ Lambda::Permission',
      '- ApiGatewayV2::Integration',
      '- Lambda::Permission',
    ],
    before: live(),
    after: live({}, (api, theirs) => api.addRoute('say', lambda(theirs, 'Renamed'))),
  },
  {
    change: 'a function becomes a mock with another answer',
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ ApiGatewayV2::IntegrationResponse',
      '- ApiGatewayV2::Integration',
      '- Lambda::Permission',
    ],
    before: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { reply: true })),
    after: live({}, (api) => api.addRoute('say', RouteIntegration.mock({ body: { a: 1 } }), { reply: true })),
  },
  {
    change: 'a mock has another answer',
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ ApiGatewayV2::IntegrationResponse',
      '- ApiGatewayV2::Integration',
      '- ApiGatewayV2::IntegrationResponse',
    ],
    before: live({}, (api) => api.addRoute('say', RouteIntegration.mock({ body: { a: 1 } }), { reply: true })),
    after: live({}, (api) => api.addRoute('say', RouteIntegration.mock({ body: { a: 2 } }), { reply: true })),
  },
  {
    change: 'a route replies',
    changes: ['+ ApiGatewayV2::RouteResponse'],
    before: live(),
    after: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { reply: true })),
  },
  {
    change: 'a route replies no more',
    changes: ['- ApiGatewayV2::RouteResponse'],
    before: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { reply: true })),
    after: live(),
  },
  {
    change: 'a schema changes',
    changes: ['+ ApiGatewayV2::Model', '- ApiGatewayV2::Model'],
    before: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { schema })),
    after: live({}, (api, theirs) => api.addRoute('say', lambda(theirs), { schema: { type: 'object' } })),
  },
  {
    change: 'channels are added',
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ ApiGatewayV2::Route x 2',
      '+ ApiGatewayV2::RouteResponse x 2',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
    ],
    before: live(),
    after: live({ channels: [ChannelRule.open('news')] }),
  },
  {
    change: 'channels are removed',
    changes: [
      '- ApiGatewayV2::Integration',
      '- ApiGatewayV2::Route x 2',
      '- ApiGatewayV2::RouteResponse x 2',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: live({ channels: [ChannelRule.open('news')] }),
    after: live(),
  },
  {
    change: 'a rule is added, with presence',
    changes: ['+ ApiGatewayV2::Route', '+ ApiGatewayV2::RouteResponse'],
    before: live({ channels: [ChannelRule.open('news')] }),
    after: live({ channels: [ChannelRule.open('news'), ChannelRule.claims('user:{sub}', { presence: true })] }),
  },
  {
    change: 'hooks are added',
    changes: ['+ IAM::Policy x 7', '+ Lambda::EventSourceMapping x 2', '+ SQS::Queue x 4', '+ SQS::QueuePolicy x 4'],
    before: live(),
    after: live({}, (api, theirs) => {
      say(api, theirs);
      api.onConnected(fn(theirs));
      api.onDisconnected(fn(theirs));
    }),
  },
  {
    change: 'a hook moves to another function',
    changes: [
      '+ IAM::Policy',
      '+ Lambda::EventSourceMapping',
      '+ SQS::Queue x 2',
      '+ SQS::QueuePolicy x 2',
      '- IAM::Policy',
      '- Lambda::EventSourceMapping',
      '- SQS::Queue x 2',
      '- SQS::QueuePolicy x 2',
    ],
    before: live({}, (api, theirs) => api.onConnected(fn(theirs))),
    after: live({}, (api, theirs) => api.onConnected(fn(theirs, 'Renamed'))),
  },
  {
    change: 'a hook is on a function that is replaced under the same id',
    before: live({}, (api, theirs) => api.onConnected(fn(theirs, 'Function', { functionName: 'a' }))),
    after: live({}, (api, theirs) => api.onConnected(fn(theirs, 'Function', { functionName: 'b' }))),
  },
  {
    change: 'issuer and audience change',
    before: live(),
    after: live({ authorization: Authorization.jwt({ issuer: 'https://b.example.com', audience: ['b'] }) }),
  },
  { change: 'JWT to Cognito', before: live(), after: live((theirs) => ({ authorization: cognito(theirs) })) },
  {
    change: 'JWT to a function',
    changes: ['+ Lambda::Permission', '- IAM::Role', '- Lambda::Function', '- Lambda::Permission', '- Logs::LogGroup'],
    before: live(),
    after: live((theirs) => ({ authorization: Authorization.lambda(fn(theirs, 'Authorizer')) })),
  },
  {
    change: 'JWT to IAM',
    changes: [
      '- ApiGatewayV2::Authorizer',
      '- IAM::Role x 2',
      '- Lambda::EventSourceMapping',
      '- Lambda::Function x 2',
      '- Lambda::Permission',
      '- Logs::LogGroup x 2',
      '- SQS::Queue x 2',
      '- SQS::QueuePolicy x 2',
    ],
    before: live(),
    after: live({ authorization: Authorization.iam() }),
  },
  {
    change: 'IAM to JWT',
    changes: [
      '+ ApiGatewayV2::Authorizer',
      '+ IAM::Role x 2',
      '+ Lambda::EventSourceMapping',
      '+ Lambda::Function x 2',
      '+ Lambda::Permission',
      '+ Logs::LogGroup x 2',
      '+ SQS::Queue x 2',
      '+ SQS::QueuePolicy x 2',
    ],
    before: live({ authorization: Authorization.iam() }),
    after: live(),
  },
  {
    change: 'connections outlive tokens',
    changes: [
      '- IAM::Role',
      '- Lambda::EventSourceMapping',
      '- Lambda::Function',
      '- Logs::LogGroup',
      '- SQS::Queue x 2',
      '- SQS::QueuePolicy x 2',
    ],
    before: live(),
    after: live({ tokenExpiry: TokenExpiry.KEEP_OPEN }),
  },
  {
    change: 'connections end with tokens',
    changes: [
      '+ IAM::Role',
      '+ Lambda::EventSourceMapping',
      '+ Lambda::Function',
      '+ Logs::LogGroup',
      '+ SQS::Queue x 2',
      '+ SQS::QueuePolicy x 2',
    ],
    before: live({ tokenExpiry: TokenExpiry.KEEP_OPEN }),
    after: live(),
  },
  { change: 'origins change', before: live(), after: live({ cors: Cors.allowOrigins(['https://b.example.com']) }) },
  {
    change: 'options of the connections table',
    before: live(),
    after: live((theirs) => ({
      connectionsTable: {
        encryptionKey: new Key(theirs, 'Key'),
        pointInTimeRecovery: true,
        deletionProtection: true,
        removalPolicy: RemovalPolicy.RETAIN,
      },
    })),
  },
  {
    change: 'a key and more concurrency of broadcasts',
    before: live(),
    after: live((theirs) => ({ broadcast: { encryptionKey: new Key(theirs, 'Key'), deliveryConcurrency: 50 } })),
  },
  { change: 'API keys at the handshake', before: live(), after: live({ apiKeyRequired: true }) },
  {
    change: 'alarms are switched off',
    changes: ['- CloudWatch::Alarm x 5'],
    before: live(),
    after: live({ alarms: Alarms.disabled() }),
  },
  {
    change: 'the access log goes to a group of the user',
    changes: ['- Logs::LogGroup, kept'],
    before: live(),
    after: live((theirs) => ({ accessLog: AccessLog.toLogGroup(new LogGroup(theirs, 'Log')) })),
  },
  {
    change: 'no access log',
    changes: [
      '- Custom::ApiGatewayAccountLogRole',
      '- IAM::Role',
      '- IAM::Role, kept',
      '- Lambda::Function',
      '- Logs::LogGroup',
      '- Logs::LogGroup, kept',
    ],
    before: live(),
    after: live({ accessLog: AccessLog.disabled() }),
  },
  {
    change: 'a domain is added',
    changes: ['+ ApiGatewayV2::ApiMapping', '+ ApiGatewayV2::DomainName', '+ Route53::RecordSet x 2'],
    movesUrl: true,
    before: live(),
    after: live((theirs) => ({ customDomain: domain(theirs) })),
  },
  {
    change: 'a domain is removed',
    changes: ['- ApiGatewayV2::ApiMapping', '- ApiGatewayV2::DomainName', '- Route53::RecordSet x 2'],
    movesUrl: true,
    before: live((theirs) => ({ customDomain: domain(theirs) })),
    after: live(),
  },
  {
    change: 'another stage name',
    changes: ['± ApiGatewayV2::Stage'],
    movesUrl: true,
    before: live(),
    after: live({ stageName: 'b' }),
  },
  { change: 'throttle and metrics of the stage', before: live(), after: live({ throttle, detailedMetrics: true }) },
];
