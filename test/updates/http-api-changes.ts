import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AccessLog, Alarms, Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
import { cognito, cors, domain, fn, getOrder, http, jwt, lambda, throttle } from './builds';
import { UserChange } from './user-change';

const ROUTE_TAKEN = 'there is such a route until the deployment ends: remove it by one before (docs/operation.md)';
const ROOT_TAKEN =
  'the second API has it before the first gives it up: free it by a deployment before (docs/operation.md)';
const open = { authorization: Authorization.none() };

/** What users change in a deployed `SecureHttpApi`, and what comes of it. */
export const HTTP_API_CHANGES: UserChange[] = [
  {
    change: 'a route is added',
    changes: ['+ ApiGatewayV2::Route'],
    before: http(),
    after: http({}, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('POST /orders', lambda(theirs), { throttle });
    }),
  },
  {
    change: 'a throttled route is removed',
    changes: ['- ApiGatewayV2::Route'],
    before: http({}, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('POST /orders', lambda(theirs), { throttle });
    }),
    after: http(),
  },
  {
    change: 'the order of addRoute changes',
    before: http({ cors }, (api, theirs) => {
      api.addRoute('ANY /a', lambda(theirs));
      api.addRoute('GET /a', lambda(theirs), { authorization: cognito(theirs), throttle });
      api.addRoute('GET /b', RouteIntegration.http('https://b.example.com'));
    }),
    after: http({ cors }, (api, theirs) => {
      api.addRoute('GET /b', RouteIntegration.http('https://b.example.com'));
      api.addRoute('GET /a', lambda(theirs), { authorization: cognito(theirs), throttle });
      api.addRoute('ANY /a', lambda(theirs));
    }),
  },
  {
    change: 'the path of a throttled route changes',
    changes: ['+ ApiGatewayV2::Route', '- ApiGatewayV2::Route'],
    before: http({}, (api, theirs) => api.addRoute('GET /a', lambda(theirs), { throttle })),
    after: http({}, (api, theirs) => api.addRoute('GET /b', lambda(theirs), { throttle })),
  },
  {
    change: 'a path parameter is renamed',
    before: http(),
    after: http({}, (api, theirs) => api.addRoute('GET /orders/{orderId}', lambda(theirs))),
  },
  {
    change: 'ANY gets a method of its own beside it, under another parameter name',
    changes: ['+ ApiGatewayV2::Integration', '+ Lambda::Permission'],
    before: http({ cors }, (api, theirs) => api.addRoute('ANY /orders/{id}', lambda(theirs))),
    after: http({ cors }, (api, theirs) => {
      api.addRoute('ANY /orders/{id}', lambda(theirs));
      api.addRoute('GET /orders/{id}', lambda(theirs, 'Another'));
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
    before: http(),
    after: http({}, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs, 'Renamed'))),
  },
  {
    change: 'a function is replaced under the same id',
    changes: ['± Lambda::Permission'],
    before: http({}, (api, theirs) => {
      fn(theirs, 'Function', { functionName: 'a' });
      getOrder(api, theirs);
    }),
    after: http({}, (api, theirs) => {
      fn(theirs, 'Function', { functionName: 'b' });
      getOrder(api, theirs);
    }),
  },
  {
    change: 'a function becomes an HTTP backend',
    changes: ['+ ApiGatewayV2::Integration', '- ApiGatewayV2::Integration', '- Lambda::Permission'],
    before: http(),
    after: http({}, (api) => api.addRoute('GET /orders/{id}', RouteIntegration.http('https://b.example.com/{id}'))),
  },
  {
    change: 'a route becomes public',
    before: http(),
    after: http({}, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs), open)),
  },
  {
    change: 'scopes are demanded',
    before: http(),
    after: http({}, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs), { scopes: ['read'] })),
  },
  {
    change: 'throttles, of the stage and of a route',
    before: http(),
    after: http({ throttle }, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs), { throttle })),
  },
  { change: 'CORS is switched on', before: http(), after: http({ cors }) },
  { change: 'CORS is switched off', before: http({ cors }), after: http() },
  {
    change: 'CORS is switched on before ANY and $default',
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ ApiGatewayV2::Route x 7',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
      '- ApiGatewayV2::Route',
    ],
    before: http({}, anyAndDefault),
    after: http({ cors }, anyAndDefault),
  },
  {
    change: 'origins change',
    before: http({ cors }),
    after: http({ cors: Cors.allowOrigins(['https://b.example.com']) }),
  },
  {
    change: "the user's own OPTIONS route gives way to that of $default",
    changes: [
      '+ ApiGatewayV2::Integration',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
    ],
    before: http({ cors }, (api, theirs) => {
      api.addRoute('OPTIONS /{proxy+}', lambda(theirs), open);
      api.addRoute('$default', lambda(theirs));
    }),
    after: http({ cors }, (api, theirs) => api.addRoute('$default', lambda(theirs))),
  },
  {
    change: 'a route of httpApi.addRoutes becomes one of addRoute',
    changes: ['+ ApiGatewayV2::Route', '- ApiGatewayV2::Integration', '- ApiGatewayV2::Route', '- Lambda::Permission'],
    clashes: { of: ['ApiGatewayV2::Route GET /orders'], because: ROUTE_TAKEN },
    before: http({}, (api, theirs) => {
      getOrder(api, theirs);
      const integration = new HttpLambdaIntegration('Integration', fn(theirs));
      api.httpApi.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration });
    }),
    after: http({}, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('GET /orders', lambda(theirs));
    }),
  },
  {
    change: 'issuer and audience change',
    before: http(),
    after: http({ authorization: Authorization.jwt({ issuer: 'https://b.example.com', audience: ['b'] }) }),
  },
  { change: 'JWT to Cognito', before: http(), after: http((theirs) => ({ authorization: cognito(theirs) })) },
  {
    change: 'JWT to a function',
    changes: ['+ ApiGatewayV2::Authorizer', '+ Lambda::Permission', '- ApiGatewayV2::Authorizer'],
    before: http(),
    after: http((theirs) => ({ authorization: Authorization.lambda(fn(theirs, 'Authorizer')) })),
  },
  {
    change: 'a function to JWT',
    changes: ['+ ApiGatewayV2::Authorizer', '- ApiGatewayV2::Authorizer', '- Lambda::Permission'],
    before: http((theirs) => ({ authorization: Authorization.lambda(fn(theirs, 'Authorizer')) })),
    after: http(),
  },
  {
    change: 'JWT to IAM',
    changes: ['- ApiGatewayV2::Authorizer'],
    before: http(),
    after: http({ authorization: Authorization.iam() }),
  },
  {
    change: 'IAM to JWT',
    changes: ['+ ApiGatewayV2::Authorizer'],
    before: http({ authorization: Authorization.iam() }),
    after: http(),
  },
  {
    change: 'alarms are switched off',
    changes: ['- CloudWatch::Alarm x 2'],
    before: http(),
    after: http({ alarms: Alarms.disabled() }),
  },
  {
    change: 'a threshold and an alarm on anomalies',
    changes: ['+ CloudWatch::Alarm'],
    before: http(),
    after: http({
      alarms: Alarms.recommended({
        overrides: { latencyP99: { threshold: 1 }, clientErrorAnomaly: { enabled: true } },
      }),
    }),
  },
  {
    change: 'the access log is kept for longer, with a key',
    before: http(),
    after: http((theirs) => ({
      accessLog: AccessLog.json({ retention: RetentionDays.ONE_YEAR, encryptionKey: new Key(theirs, 'Key') }),
    })),
  },
  {
    change: 'the access log goes to a group of the user',
    changes: ['- Logs::LogGroup, kept'],
    before: http(),
    after: http((theirs) => ({ accessLog: AccessLog.toLogGroup(new LogGroup(theirs, 'Log')) })),
  },
  {
    change: 'no access log',
    changes: ['- Logs::LogGroup, kept'],
    before: http(),
    after: http({ accessLog: AccessLog.disabled() }),
  },
  {
    change: 'a domain is added',
    changes: ['+ ApiGatewayV2::ApiMapping', '+ ApiGatewayV2::DomainName', '+ Route53::RecordSet x 2'],
    movesUrl: true,
    before: http(),
    after: http((theirs) => ({ customDomain: domain(theirs) })),
  },
  {
    change: 'the base path changes',
    movesUrl: true,
    before: http((theirs) => ({ customDomain: domain(theirs) })),
    after: http((theirs) => ({ customDomain: domain(theirs, 'api.example.com', 'v1') })),
  },
  {
    change: 'another domain',
    changes: [
      '+ ApiGatewayV2::DomainName',
      '+ Route53::RecordSet x 2',
      '- ApiGatewayV2::DomainName',
      '- Route53::RecordSet x 2',
      '± ApiGatewayV2::ApiMapping',
    ],
    movesUrl: true,
    before: http((theirs) => ({ customDomain: domain(theirs) })),
    after: http((theirs) => ({ customDomain: domain(theirs, 'b.example.com') })),
  },
  {
    change: 'a domain is removed',
    changes: ['- ApiGatewayV2::ApiMapping', '- ApiGatewayV2::DomainName', '- Route53::RecordSet x 2'],
    movesUrl: true,
    before: http((theirs) => ({ customDomain: domain(theirs) })),
    after: http(),
  },
  {
    change: 'the root of a domain goes from one API to another',
    clashes: { of: ['ApiGatewayV2::ApiMapping '], because: ROOT_TAKEN },
    movesUrl: true,
    before: http((theirs) => ({ customDomain: domain(theirs) }), withSecondApi('v2')),
    after: http((theirs) => ({ customDomain: domain(theirs, 'api.example.com', 'v1') }), withSecondApi()),
  },
  {
    change: 'another stage name',
    changes: ['± ApiGatewayV2::Stage'],
    movesUrl: true,
    before: http({ stageName: 'a' }),
    after: http({ stageName: 'b' }),
  },
  { change: 'another name of the API', before: http(), after: http({ apiName: 'b', description: 'c' }) },
];

function anyAndDefault(api: SecureHttpApi, theirs: Parameters<typeof fn>[0]): void {
  api.addRoute('ANY /orders/{id}', lambda(theirs), { throttle });
  api.addRoute('$default', lambda(theirs));
}

function withSecondApi(basePath?: string) {
  return (api: SecureHttpApi, theirs: Parameters<typeof fn>[0]): void => {
    getOrder(api, theirs);
    const customDomain = domain(theirs, 'api.example.com', basePath);
    getOrder(new SecureHttpApi(api.node.scope!, 'Second', { authorization: jwt(), customDomain }), theirs);
  };
}
