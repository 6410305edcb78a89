import { Duration } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import { InterfaceVpcEndpoint, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  AccessLog,
  Alarms,
  ApiKeyOptions,
  Authorization,
  Cors,
  ExecutionLog,
  Firewall,
  MeteredRestApi,
  MeteredRestApiProps,
  Quota,
  ResourcePolicy,
  RestEndpoint,
  RouteIntegration,
  UsageMetering,
} from '../../lib';
import { cognito, cors, domain, fn, getOrder, lambda, rest, throttle } from './builds';
import { UserChange } from './user-change';

const free = { throttle, quota: Quota.perMonth(1_000) };
const pro = { throttle };
const ownAcl = Firewall.webAclArn('arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b');

const TIER_ALONE = 'a key is in one tier: change its generation too (docs/operation.md, ADR 0008)';
const TIER_RENAMED = 'a new name is a new tier: have both, and change the generation of the keys (docs/operation.md)';

const DEPLOYED_ANEW = ['+ ApiGateway::Deployment', '- ApiGateway::Deployment'];

/** What users change in a deployed `MeteredRestApi`, and what comes of it. */
export const REST_API_CHANGES: UserChange[] = [
  {
    change: 'a route is added',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({}, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('POST /orders', lambda(theirs), { throttle });
    }),
  },
  {
    change: 'a throttled route is removed',
    changes: DEPLOYED_ANEW,
    before: rest({}, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('POST /orders', lambda(theirs), { throttle });
    }),
    after: rest(),
  },
  {
    change: 'the order of addRoute changes',
    before: rest({ cors }, (api, theirs) => {
      getOrder(api, theirs);
      api.addRoute('POST /orders', lambda(theirs), { authorization: briefly() });
    }),
    after: rest({ cors }, (api, theirs) => {
      api.addRoute('POST /orders', lambda(theirs), { authorization: briefly() });
      getOrder(api, theirs);
    }),
  },
  {
    change: 'a path parameter is renamed',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({}, (api, theirs) => api.addRoute('GET /orders/{orderId}', lambda(theirs))),
  },
  {
    change: 'a route moves to another function',
    changes: ['+ ApiGateway::Deployment', '+ Lambda::Permission', '- ApiGateway::Deployment', '- Lambda::Permission'],
    before: rest(),
    after: rest({}, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs, 'Renamed'))),
  },
  {
    change: 'a function is replaced under the same id',
    changes: ['+ ApiGateway::Deployment', '- ApiGateway::Deployment', '± Lambda::Permission'],
    before: rest({}, named('a')),
    after: rest({}, named('b')),
  },
  {
    change: 'a function changes its code only',
    before: rest({}, described('a')),
    after: rest({}, described('b')),
  },
  {
    change: 'a function becomes an HTTP backend',
    changes: ['+ ApiGateway::Deployment', '- ApiGateway::Deployment', '- Lambda::Permission'],
    before: rest(),
    after: rest({}, (api) => api.addRoute('GET /orders/{id}', RouteIntegration.http('https://b.example.com/{id}'))),
  },
  {
    change: 'a route becomes public, with a schema and a throttle',
    changes: [
      '+ ApiGateway::Deployment',
      '- ApiGateway::Deployment',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest(),
    after: rest({}, (api, theirs) =>
      api.addRoute('POST /orders/{id}', lambda(theirs), {
        authorization: Authorization.none(),
        body: { type: 'object' },
        throttle,
      }),
    ),
  },
  {
    change: 'scopes are demanded',
    before: rest(),
    after: rest({}, (api, theirs) => api.addRoute('GET /orders/{id}', lambda(theirs), { scopes: ['read'] })),
  },
  {
    change: 'CORS is switched on',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({ cors }),
  },
  {
    change: 'CORS is switched off',
    changes: DEPLOYED_ANEW,
    before: rest({ cors }),
    after: rest(),
  },
  {
    change: 'origins change',
    changes: DEPLOYED_ANEW,
    before: rest({ cors }),
    after: rest({ cors: Cors.allowOrigins(['https://b.example.com']) }),
  },
  {
    change: 'issuer and audience change',
    changes: [
      '+ ApiGateway::Deployment',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
      '- ApiGateway::Deployment',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest(),
    after: rest({ authorization: Authorization.jwt({ issuer: 'https://b.example.com', audience: ['b'] }) }),
  },
  {
    change: 'verdicts are kept for longer',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({ authorization: briefly() }),
  },
  {
    change: 'JWT to Cognito',
    changes: [
      '+ ApiGateway::Deployment',
      '- ApiGateway::Deployment',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest(),
    after: rest((theirs) => ({ authorization: cognito(theirs) })),
  },
  {
    change: 'JWT to a function',
    changes: [
      '+ ApiGateway::Deployment',
      '+ Lambda::Permission',
      '- ApiGateway::Deployment',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest(),
    after: rest((theirs) => ({ authorization: Authorization.lambda(fn(theirs, 'Authorizer')) })),
  },
  {
    change: 'JWT to IAM',
    changes: [
      '+ ApiGateway::Deployment',
      '- ApiGateway::Deployment',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest(),
    after: rest({ authorization: Authorization.iam() }),
  },
  {
    change: 'IAM to JWT',
    changes: [
      '+ ApiGateway::Deployment',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
      '- ApiGateway::Deployment',
    ],
    before: rest({ authorization: Authorization.iam() }),
    after: rest(),
  },
  {
    change: 'alarms are switched off',
    changes: ['- CloudWatch::Alarm x 2'],
    before: rest(),
    after: rest({ alarms: Alarms.disabled() }),
  },
  {
    change: 'the access log goes to a group of the user',
    changes: ['- Logs::LogGroup, kept'],
    before: rest(),
    after: rest((theirs) => ({ accessLog: AccessLog.toLogGroup(new LogGroup(theirs, 'Log')) })),
  },
  {
    change: 'both logs are kept for longer',
    before: rest(),
    after: rest({
      accessLog: AccessLog.json({ retention: RetentionDays.ONE_YEAR }),
      executionLog: ExecutionLog.info({ retention: RetentionDays.ONE_YEAR }),
    }),
  },
  {
    change: 'no logs',
    changes: [
      '- Custom::ApiGatewayAccountLogRole',
      '- IAM::Role',
      '- IAM::Role, kept',
      '- Lambda::Function',
      '- Logs::LogGroup x 2',
      '- Logs::LogGroup, kept',
    ],
    before: rest(),
    after: rest({ accessLog: AccessLog.disabled(), executionLog: ExecutionLog.disabled() }),
  },
  {
    change: 'a domain is added',
    changes: [
      '+ ApiGateway::Deployment',
      '+ ApiGatewayV2::ApiMapping',
      '+ ApiGatewayV2::DomainName',
      '+ Route53::RecordSet x 2',
      '- ApiGateway::Deployment',
    ],
    movesUrl: true,
    before: rest(),
    after: rest((theirs) => ({ customDomain: domain(theirs) })),
  },
  {
    change: 'the base path changes',
    movesUrl: true,
    before: rest((theirs) => ({ customDomain: domain(theirs) })),
    after: rest((theirs) => ({ customDomain: domain(theirs, 'api.example.com', 'v1') })),
  },
  {
    change: 'a domain is removed',
    changes: [
      '+ ApiGateway::Deployment',
      '- ApiGateway::Deployment',
      '- ApiGatewayV2::ApiMapping',
      '- ApiGatewayV2::DomainName',
      '- Route53::RecordSet x 2',
    ],
    movesUrl: true,
    before: rest((theirs) => ({ customDomain: domain(theirs) })),
    after: rest(),
  },
  {
    change: 'throttle, cache, tracing, metrics and variables of the stage',
    before: rest(),
    after: rest({ throttle, tracing: false, detailedMetrics: true, cache: {}, stageVariables: { a: 'b' } }),
  },
  {
    change: 'a route is cached',
    changes: DEPLOYED_ANEW,
    before: rest({ authorization: Authorization.iam() }, (api, theirs) =>
      api.addRoute('GET /a', lambda(theirs), { authorization: Authorization.none() }),
    ),
    after: rest({ authorization: Authorization.iam() }, (api, theirs) =>
      api.addRoute('GET /a', lambda(theirs), {
        authorization: Authorization.none(),
        cache: { ttl: Duration.minutes(1) },
      }),
    ),
  },
  {
    change: 'another stage name',
    changes: ['+ ApiGateway::Stage', '- ApiGateway::Stage', '± Logs::LogGroup', '± WAFv2::WebACLAssociation'],
    movesUrl: true,
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free }, stageName: 'b' }, keys()),
  },
  {
    change: 'another name of the API',
    changes: DEPLOYED_ANEW,
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free }, apiName: 'b' }, keys()),
  },
  {
    change: 'tiers are sold',
    changes: [
      '+ ApiGateway::ApiKey',
      '+ ApiGateway::Deployment',
      '+ ApiGateway::UsagePlan',
      '+ ApiGateway::UsagePlanKey',
      '+ CloudWatch::Alarm',
      '+ DynamoDB::Table',
      '+ Events::Rule',
      '+ IAM::Policy',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
      '+ SecretsManager::Secret',
      '- ApiGateway::Deployment',
    ],
    before: rest(),
    after: rest({ tiers: { free } }, keys()),
  },
  {
    change: 'tiers are sold no more',
    changes: [
      '+ ApiGateway::Deployment',
      '- ApiGateway::ApiKey',
      '- ApiGateway::Deployment',
      '- ApiGateway::UsagePlan',
      '- ApiGateway::UsagePlanKey',
      '- CloudWatch::Alarm',
      '- DynamoDB::Table, kept',
      '- Events::Rule',
      '- IAM::Policy',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
      '- SecretsManager::Secret',
    ],
    before: rest({ tiers: { free } }, keys()),
    after: rest(),
  },
  {
    change: 'a tier is added',
    changes: [
      '+ ApiGateway::ApiKey',
      '+ ApiGateway::UsagePlan',
      '+ ApiGateway::UsagePlanKey',
      '+ SecretsManager::Secret',
    ],
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { basic: pro, free } }, keys({}, { tier: 'basic' })),
  },
  {
    change: 'the limits of a tier',
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free: { throttle, routes: { 'GET /orders/{id}': throttle } } } }, keys()),
  },
  {
    change: 'a tier is renamed',
    changes: ['+ ApiGateway::UsagePlan', '- ApiGateway::UsagePlan', '± ApiGateway::UsagePlanKey'],
    clashes: { of: ['ApiGateway::UsagePlanKey KeyId'], because: TIER_RENAMED },
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { trial: free } }, keys({ tier: 'trial' })),
  },
  {
    change: 'a tier is renamed, with a generation',
    changes: [
      '+ ApiGateway::ApiKey',
      '+ ApiGateway::UsagePlan',
      '+ ApiGateway::UsagePlanKey',
      '+ SecretsManager::Secret',
    ],
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free, trial: free } }, keys({ tier: 'trial', generation: 2, previousTier: 'free' })),
  },
  {
    change: 'a key changes its tier alone',
    changes: ['± ApiGateway::UsagePlanKey x 2'],
    clashes: { of: ['ApiGateway::UsagePlanKey KeyId', 'ApiGateway::UsagePlanKey KeyId'], because: TIER_ALONE },
    before: rest({ tiers: { free, pro } }, keys({}, { tier: 'pro' })),
    after: rest({ tiers: { free, pro } }, keys({ tier: 'pro' }, { tier: 'free' })),
  },
  {
    change: 'a key changes its tier, with a generation',
    changes: ['+ ApiGateway::ApiKey', '+ ApiGateway::UsagePlanKey', '+ SecretsManager::Secret'],
    before: rest({ tiers: { free, pro } }, keys({}, { tier: 'pro' })),
    after: rest({ tiers: { free, pro } }, keys({ tier: 'pro', generation: 2, previousTier: 'free' }, { tier: 'pro' })),
  },
  {
    change: 'a key is rotated',
    changes: ['+ ApiGateway::ApiKey', '+ ApiGateway::UsagePlanKey', '+ SecretsManager::Secret'],
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free } }, keys({ generation: 2 })),
  },
  {
    change: 'a key is rotated again',
    changes: [
      '+ ApiGateway::ApiKey',
      '+ ApiGateway::UsagePlanKey',
      '+ SecretsManager::Secret',
      '- ApiGateway::ApiKey',
      '- ApiGateway::UsagePlanKey',
      '- SecretsManager::Secret',
    ],
    before: rest({ tiers: { free } }, keys({ generation: 2 })),
    after: rest({ tiers: { free } }, keys({ generation: 3 })),
  },
  {
    change: 'a key is disabled, and has another customer',
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free } }, keys({ enabled: false, customerId: 'b' })),
  },
  {
    change: 'a key is removed',
    changes: ['- ApiGateway::ApiKey', '- ApiGateway::UsagePlanKey', '- SecretsManager::Secret'],
    before: rest({ tiers: { free } }, keys({}, {})),
    after: rest({ tiers: { free } }, keys()),
  },
  {
    change: 'metering is switched off',
    changes: [
      '- CloudWatch::Alarm',
      '- DynamoDB::Table, kept',
      '- Events::Rule',
      '- IAM::Policy',
      '- IAM::Role',
      '- Lambda::Function',
      '- Lambda::Permission',
      '- Logs::LogGroup',
    ],
    before: rest({ tiers: { free } }, keys()),
    after: rest({ tiers: { free }, metering: UsageMetering.disabled() }, keys()),
  },
  {
    change: 'metering is switched on',
    changes: [
      '+ CloudWatch::Alarm',
      '+ DynamoDB::Table',
      '+ Events::Rule',
      '+ IAM::Policy',
      '+ IAM::Role',
      '+ Lambda::Function',
      '+ Lambda::Permission',
      '+ Logs::LogGroup',
    ],
    before: rest({ tiers: { free }, metering: UsageMetering.disabled() }, keys()),
    after: rest({ tiers: { free } }, keys()),
  },
  {
    change: 'the firewall is switched off',
    changes: ['- WAFv2::WebACL', '- WAFv2::WebACLAssociation'],
    before: rest(),
    after: rest({ firewall: Firewall.none() }),
  },
  { change: 'rules of the firewall', before: rest(), after: rest({ firewall: Firewall.managed({ countOnly: [] }) }) },
  {
    change: 'the managed firewall gives way to a web ACL of the user',
    changes: ['- WAFv2::WebACL', '± WAFv2::WebACLAssociation'],
    before: rest(),
    after: rest({ firewall: ownAcl }),
  },
  {
    change: 'a web ACL of the user gives way to none',
    changes: ['- WAFv2::WebACLAssociation'],
    before: rest({ firewall: ownAcl }),
    after: rest({ firewall: Firewall.none() }),
  },
  {
    change: 'Regional to private',
    changes: DEPLOYED_ANEW,
    movesUrl: true,
    before: rest(),
    after: rest(privately),
  },
  {
    change: 'private to Regional',
    changes: DEPLOYED_ANEW,
    movesUrl: true,
    before: rest(privately),
    after: rest(),
  },
  {
    change: 'Regional to edge',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({ endpoint: RestEndpoint.edge() }),
  },
  {
    change: 'only some addresses',
    changes: DEPLOYED_ANEW,
    before: rest(),
    after: rest({ resourcePolicy: ResourcePolicy.allowIpRanges(['203.0.113.0/24']) }),
  },
  {
    change: 'gradual deployment',
    changes: ['+ CodeDeploy::Application', '+ CodeDeploy::DeploymentGroup', '+ IAM::Role'],
    before: rest({}, gradually(false)),
    after: rest({}, gradually(true)),
  },
  {
    change: 'nothing',
    before: rest({ tiers: { free }, cors }, keys()),
    after: rest({ tiers: { free }, cors }, keys()),
  },
];

function briefly(): Authorization {
  return Authorization.jwt({
    issuer: 'https://id.example.com',
    audience: ['orders'],
    resultsCacheTtl: Duration.minutes(5),
  });
}

function named(functionName: string) {
  return (api: MeteredRestApi, theirs: Construct): void => {
    fn(theirs, 'Function', { functionName });
    getOrder(api, theirs);
  };
}

function described(description: string) {
  return (api: MeteredRestApi, theirs: Construct): void => {
    fn(theirs, 'Function', { description });
    getOrder(api, theirs);
  };
}

/** Keys of two customers at most. */
function keys(acme: Partial<ApiKeyOptions> = {}, globex?: Partial<ApiKeyOptions>) {
  return (api: MeteredRestApi, theirs: Construct): void => {
    getOrder(api, theirs);
    api.addApiKey('Acme', { tier: 'free', ...acme });
    if (globex) api.addApiKey('Globex', { tier: 'free', ...globex });
  };
}

function privately(theirs: Construct): Partial<MeteredRestApiProps> {
  const vpcEndpointId = 'vpce-0123456789abcdef0';
  const securityGroups = [SecurityGroup.fromSecurityGroupId(theirs, 'Group', 'sg-1')];
  const attributes = { vpcEndpointId, port: 443, securityGroups };
  const endpoint = InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(theirs, 'Endpoint', attributes);
  return { endpoint: RestEndpoint.privateTo([endpoint]) };
}

function gradually(isOn: boolean) {
  return (api: MeteredRestApi, theirs: Construct): void => {
    const alias = new Alias(theirs, 'Live', { aliasName: 'live', version: fn(theirs).currentVersion });
    api.addRoute('GET /orders/{id}', RouteIntegration.lambda(alias));
    if (isOn) api.deployGradually(alias);
  };
}
