import { App, CfnParameter, Duration, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import {
  Authorization,
  Firewall,
  IdentitySource,
  ManagedFirewallOptions,
  MeteredRestApi,
  MeteredRestApiProps,
  RouteIntegration,
} from '../../lib';
import { functionIn, templateOf } from '../secure-http-api/api-under-test';
import { logicalIdOf, onlyOf } from '../secure-http-api/fixtures';
import { restApiIn } from './rest-api-under-test';

const ACL = 'AWS::WAFv2::WebACL';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
const ARN = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/ours/a1b2';

interface Rule {
  readonly Name: string;
  readonly Priority: number;
  readonly Action?: unknown;
  readonly OverrideAction?: unknown;
  readonly Statement: {
    readonly ManagedRuleGroupStatement?: { readonly Name: string; readonly RuleActionOverrides?: unknown[] };
    readonly RateBasedStatement?: Record<string, unknown>;
  };
}

function served(api: MeteredRestApi): MeteredRestApi {
  api.addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
  return api;
}

const templateWith = (props: (stack: Stack) => Partial<MeteredRestApiProps>): Template =>
  templateOf((stack) => void served(restApiIn(stack, props(stack))));
const managed = (options: ManagedFirewallOptions = {}, props: Partial<MeteredRestApiProps> = {}) =>
  templateWith(() => ({ ...props, firewall: Firewall.managed(options) }));
const rulesOf = (template: Template) => onlyOf(template, ACL).Rules as Rule[];
const rateOf = (template: Template) => rulesOf(template)[0].Statement.RateBasedStatement;
const countedIn = (template: Template) =>
  rulesOf(template).flatMap(({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? []);

describe('Firewall.managed', () => {
  it('is the default: managed groups that refuse, after a limit by address, each with metrics', () => {
    const template = templateWith(() => ({}));
    expect(onlyOf(template, ACL)).toMatchObject({
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      VisibilityConfig: { CloudWatchMetricsEnabled: true },
    });
    expect(
      rulesOf(template).map(({ Name, Priority, Action, OverrideAction, Statement }) => [
        Priority,
        Statement.ManagedRuleGroupStatement?.Name ?? Name,
        Action ?? OverrideAction,
      ]),
    ).toEqual([
      [0, 'RateByAddress', { Block: {} }],
      [1, 'AWSManagedRulesAmazonIpReputationList', { None: {} }],
      [2, 'AWSManagedRulesCommonRuleSet', { None: {} }],
      [3, 'AWSManagedRulesKnownBadInputsRuleSet', { None: {} }],
    ]);
    expect(rateOf(template)).toEqual({ Limit: 2_000, AggregateKeyType: 'IP', EvaluationWindowSec: 300 });
  });

  it('stands before the stage, once that is there', () => {
    const template = templateWith(() => ({}));
    const stage = logicalIdOf(template, 'AWS::ApiGateway::Stage');
    const [{ Properties, DependsOn }] = Object.values(template.findResources(ASSOCIATION));
    expect(Properties.WebACLArn).toEqual({ 'Fn::GetAtt': [logicalIdOf(template, ACL), 'Arn'] });
    expect(JSON.stringify(Properties.ResourceArn)).toMatch(/apigateway:.*"::\/restapis\/",.*"\/stages\/",/);
    expect(DependsOn).toContain(stage);
  });

  it('lets bodies over 8 KB through, unless it is told', () => {
    expect(countedIn(managed())).toEqual([{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }]);
    expect(countedIn(managed({ countOnly: [] }))).toEqual([]);
    const both = managed({ countOnly: ['NoUserAgent_HEADER', 'Log4JRCE_BODY'] });
    expect(countedIn(both)).toEqual(
      ['NoUserAgent_HEADER', 'Log4JRCE_BODY'].map((Name) => ({ Name, ActionToUse: { Count: {} } })),
    );
  });

  it('a rule that no group has is refused, for AWS WAF would take it', () => {
    expect(() => managed({ countOnly: ['SizeRestriction_BODY'] })).toThrow(
      '[Stack/Api] countOnly of the firewall names no rule of its groups, got "SizeRestriction_BODY"; use some of AWSManaged',
    );
    const names = Lazy.list({ produce: () => ['NoUserAgent_HEADER'] });
    expect(() => managed({ countOnly: names })).toThrow('countOnly of the firewall must be known at synthesis');
  });

  it.each([9, 2_000_000_001, 10.5, 0, -1])('cannot have the rate limit %d', (rateLimit) => {
    expect(() => managed({ rateLimit })).toThrow(
      `[Stack/Api] rateLimit of the firewall is out of range, got ${rateLimit}; give a whole number of 10 to 2000000000`,
    );
  });

  it('can have a rate limit and a window, tokens too', () => {
    const known = managed({ rateLimit: 10, rateWindow: Duration.minutes(1) });
    expect(rateOf(known)).toMatchObject({ Limit: 10, EvaluationWindowSec: 60 });
    const tokens = templateWith((stack) => {
      const number = (id: string) => new CfnParameter(stack, id, { type: 'Number' }).valueAsNumber;
      const rateWindow = Duration.seconds(number('Window'));
      return { firewall: Firewall.managed({ rateLimit: number('Limit'), rateWindow }) };
    });
    expect(rateOf(tokens)).toMatchObject({ Limit: { Ref: 'Limit' }, EvaluationWindowSec: { Ref: 'Window' } });
  });

  it('cannot count over any window', () => {
    expect(() => managed({ rateWindow: Duration.minutes(3) })).toThrow(
      '[Stack/Api] rateWindow of the firewall is no window that AWS WAF has, got "180 s"; use 1, 2, 5 or 10 minutes',
    );
  });

  it('never keeps a token, a key or a query string of the requests it samples', () => {
    const template = templateOf((stack) => {
      const identitySources = [IdentitySource.header('X-Token')];
      const authorization = Authorization.lambda(functionIn(stack), { identitySources });
      served(restApiIn(stack, { authorization }));
    });
    const FieldKeys = ['authorization', 'cookie', 'x-api-key', 'x-token'];
    expect(onlyOf(template, ACL).DataProtectionConfig).toEqual({
      DataProtections: [
        { Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys } },
        { Action: 'SUBSTITUTION', Field: { FieldType: 'QUERY_STRING' } },
      ],
    });
  });
});

describe('the firewall and the tiers', () => {
  const tiers = { pro: { throttle: { rateLimit: 100, burstLimit: 200 } } };
  const [slow, fast] = [1, 100].map((rateLimit) => ({ rateLimit, burstLimit: 100 }));
  const warnings = (firewall: Firewall) => {
    const stack = new Stack(new App(), 'Stack');
    served(restApiIn(stack, { firewall, tiers })).addApiKey('Acme', { tier: 'pro' });
    return Annotations.fromStack(stack).findWarning('/Stack/Api', Match.stringLikeRegexp('firewallBelowTier'));
  };

  it('lets an address make as many requests as the fastest tier may', () => {
    const template = (window?: Duration) =>
      templateOf((stack) => {
        const firewall = Firewall.managed({ rateWindow: window });
        served(restApiIn(stack, { tiers, firewall })).addApiKey('Acme', { tier: 'pro' });
      });
    expect(rateOf(template())).toMatchObject({ Limit: 30_000 });
    expect(rateOf(template(Duration.minutes(1)))).toMatchObject({ Limit: 6_000 });
  });

  it.each<[string, Partial<MeteredRestApiProps>, number]>([
    ['has none of its own: that of the stage', { tiers: { pro: {} } }, 150_000],
    ['has some for routes: these too', { tiers: { pro: { throttle: slow, routes: { 'GET /x': fast } } } }, 30_300],
  ])('knows the throttle of a tier that %s', (_, props, expected) => {
    const template = templateOf((stack) => {
      const throttle = { rateLimit: 500, burstLimit: 1_000 };
      served(restApiIn(stack, { throttle, ...props })).addApiKey('Acme', { tier: 'pro' });
    });
    expect(rateOf(template)).toMatchObject({ Limit: expected });
  });

  it('warns where it stops a caller below what the tier sells', () => {
    const [warning] = warnings(Firewall.managed({ rateLimit: 29_999 }));
    expect(warning.entry.data).toContain(
      'the firewall stops an address at 29999 requests in 300 seconds, where tier pro may make 30000; raise rateLimit',
    );
    expect(warnings(Firewall.managed({ rateLimit: 30_000 }))).toEqual([]);
    expect(warnings(Firewall.managed({ rateLimit: Lazy.number({ produce: () => 10 }) }))).toEqual([]);
  });
});

describe('a firewall of the user', () => {
  it.each<[string, (stack: Stack) => Firewall, unknown]>([
    ['an ARN', () => Firewall.webAclArn(ARN), ARN],
    ['a token', () => Firewall.webAclArn(Fn.importValue('WebAcl')), { 'Fn::ImportValue': 'WebAcl' }],
  ])('can be %s', (_, firewall, expected) => {
    const template = templateWith((stack) => ({ firewall: firewall(stack) }));
    template.resourceCountIs(ACL, 0);
    expect(onlyOf(template, ASSOCIATION).WebACLArn).toEqual(expected);
  });

  const acl = (stack: Stack, scope: string) =>
    new CfnWebACL(stack, 'Acl', {
      scope,
      defaultAction: { allow: {} },
      visibilityConfig: { metricName: 'acl', cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false },
    });

  it('can be a construct, of the scope that APIs have', () => {
    const template = templateWith((stack) => ({ firewall: Firewall.webAcl(acl(stack, 'REGIONAL')) }));
    expect(onlyOf(template, ASSOCIATION).WebACLArn).toEqual({ 'Fn::GetAtt': ['Acl', 'Arn'] });
    expect(() => templateWith((stack) => ({ firewall: Firewall.webAcl(acl(stack, 'CLOUDFRONT')) }))).toThrow(
      '[Stack/Acl] a web ACL for CloudFront cannot stand before an API, got "CLOUDFRONT"; use one of scope REGIONAL',
    );
  });

  it.each(['ours', ARN.replace('regional', 'global'), ARN.replace('wafv2', 'waf')])('cannot be "%s"', (arn) => {
    expect(() => templateWith(() => ({ firewall: Firewall.webAclArn(arn) }))).toThrow(
      `[Stack/Api] not the ARN of a regional web ACL, got "${arn}"; give one of AWS WAF (v2) with the scope REGIONAL`,
    );
  });
});

it('Firewall.none() makes neither web ACL nor association', () => {
  const template = templateWith(() => ({ firewall: Firewall.none() }));
  template.resourceCountIs(ACL, 0);
  template.resourceCountIs(ASSOCIATION, 0);
});
