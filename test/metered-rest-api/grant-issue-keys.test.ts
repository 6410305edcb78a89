import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Authorization, MeteredRestApi, RouteIntegration, UsageMetering } from '../../lib';
import { readSettings } from '../../lib/runtime/api-keys/read-settings';
import { functionIn, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { resolved, restApiIn, withApi } from './rest-api-under-test';

const backend = RouteIntegration.http('https://backend.example.com');
const tiers = { free: {}, pro: {} };

function issuing(...names: string[]): Template {
  return templateOf((stack) => {
    const api = restApiIn(stack, { tiers, metering: UsageMetering.disabled() });
    api.addRoute('GET /a', backend);
    api.grantIssueKeys(functionIn(stack, 'SignUp') as Function, ...names);
    if (names.length > 0) {
      api.addApiKey('Acme', { tier: 'pro' });
    }
  });
}

const idsOf = (template: Template, type: string) => Object.keys(template.findResources(type));

describe('grantIssueKeys', () => {
  it('tells the function where to put keys, as ApiKeyIssuer reads it', () => {
    const template = issuing();
    const [{ Environment }] = Object.values(propertiesOf(template, 'AWS::Lambda::Function')).filter(
      ({ Environment: environment }) => environment,
    );
    const { API_KEY_ISSUER: value } = (
      Environment as { Variables: Record<string, { 'Fn::Join': [string, unknown[]] }> }
    ).Variables;
    const text = value['Fn::Join'][1]
      .map((part) => (typeof part === 'string' ? part : (part as { Ref: string }).Ref))
      .join('');
    const [api] = idsOf(template, 'AWS::ApiGateway::RestApi');
    const [stage] = idsOf(template, 'AWS::ApiGateway::Stage');
    const [free, pro] = idsOf(template, 'AWS::ApiGateway::UsagePlan');
    expect(readSettings({ API_KEY_ISSUER: text })).toEqual({ apiId: api, stage, plans: { free, pro } });
  });

  it('lets it do what ApiKeyIssuer does, in these plans and with keys issued for the API', () => {
    const template = issuing();
    const plans = idsOf(template, 'AWS::ApiGateway::UsagePlan').map((id) => `::/usageplans/${id}`);
    const [{ PolicyDocument }] = Object.values(propertiesOf(template, 'AWS::IAM::Policy'));
    const text = (resource: unknown) =>
      (resource as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1]
        .map((part) => (typeof part === 'string' ? part : (part as { Ref: string }).Ref.replace(/^AWS::/, '')))
        .join('')
        .replace('arn:Partition:apigateway:Region', '');
    const statements = (PolicyDocument as { Statement: Record<string, unknown>[] }).Statement.map((statement) => [
      statement.Action,
      [statement.Resource].flat().map(text),
      statement.Condition,
    ]);
    const [api] = idsOf(template, 'AWS::ApiGateway::RestApi');
    const tag = 'cdk-apigateway-patterns:api';
    expect(statements).toEqual([
      ['apigateway:POST', ['::/apikeys', ...plans.map((plan) => `${plan}/keys`)], undefined],
      [
        'apigateway:PUT',
        ['::/tags/arn%3APartition%3Aapigateway%3ARegion%3A%3A%2Fapikeys%2F*'],
        { 'ForAllValues:StringEquals': { 'aws:TagKeys': [tag, 'cdk-apigateway-patterns:customer'] } },
      ],
      [
        ['apigateway:PATCH', 'apigateway:DELETE'],
        ['::/apikeys/*'],
        { StringEquals: { [`aws:ResourceTag/${tag}`]: { Ref: api } } },
      ],
      ['apigateway:DELETE', plans.map((plan) => `${plan}/keys/*`), undefined],
      ['apigateway:GET', ['::/usageplans', ...plans.map((plan) => `${plan}/usage`)], undefined],
    ]);
  });

  it('may be for some tiers', () => {
    const template = issuing('free');
    const pro = idsOf(template, 'AWS::ApiGateway::UsagePlan').find((id) => id.includes('pro'));
    const issuer = [propertiesOf(template, 'AWS::Lambda::Function'), propertiesOf(template, 'AWS::IAM::Policy')];
    expect(JSON.stringify(issuer)).toContain('Tierfree');
    expect(JSON.stringify(issuer)).not.toContain(pro);
  });

  it('makes a tier one that somebody can use', () => {
    expect(() => issuing()).not.toThrow();
    const unused = withApi({ tiers }, (api, stack) => {
      api.addRoute('GET /a', backend);
      api.grantIssueKeys(functionIn(stack, 'SignUp') as Function, 'free');
      return Template.fromStack(stack);
    });
    expect(unused).toThrow('[Stack/Api] nobody can use tier pro; add a key by addApiKey, let a function issue keys by');
  });

  it('works for a function of another stack', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const other = new Stack(app, 'Other');
    const api = restApiIn(stack, { tiers, metering: UsageMetering.disabled() });
    api.addRoute('GET /a', backend);
    api.grantIssueKeys(functionIn(other, 'SignUp') as Function);
    expect(JSON.stringify(resolved(Template.fromStack(other).toJSON()))).toContain('API_KEY_ISSUER');
  });

  it.each<[string, (api: MeteredRestApi, fn: Function) => unknown]>([
    ['route', (api, fn) => api.addRoute('POST /sign-up', RouteIntegration.lambda(fn))],
    ['route, by an alias,', (api, fn) => api.addRoute('POST /sign-up', RouteIntegration.lambda(fn.addAlias('live')))],
    [
      'route, by its ARN,',
      (api, fn) => {
        const imported = Function.fromFunctionArn(api, 'Imported', fn.functionArn);
        api.addRoute('POST /sign-up', RouteIntegration.lambda(imported));
      },
    ],
    ['authorizer', (api, fn) => api.addRoute('GET /b', backend, { authorization: Authorization.lambda(fn) })],
  ])('is refused where the function is a %s of the API: each would wait for the other', (_, use) => {
    const synthesize = withApi({ tiers }, (api, stack) => {
      const fn = functionIn(stack, 'SignUp') as Function;
      api.grantIssueKeys(fn);
      use(api, fn);
      return Template.fromStack(stack);
    });
    expect(synthesize).toThrow(
      "[Stack/Api] Stack/SignUp issues keys of the API and is called by it, which CloudFormation can't create; let",
    );
  });

  it.each<[object, string[], string]>([
    [{}, [], 'there are no keys to issue: the API has no tiers, got []; give the API tiers'],
    [
      { tiers },
      ['gold'],
      'keys of a tier that the API has not can be issued by nobody, got "gold"; use one of free, pro',
    ],
  ])('with %j is refused for %j', (props, names, message) => {
    const grant = withApi(props, (api, stack) => api.grantIssueKeys(functionIn(stack) as Function, ...names));
    expect(grant).toThrow(`[Stack/Api] ${message}`);
  });

  it('is refused twice for one function, whose environment has room for one API', () => {
    const twice = withApi({ tiers }, (api, stack) => {
      const fn = functionIn(stack, 'SignUp') as Function;
      api.grantIssueKeys(fn, 'free');
      restApiIn(stack, { tiers, metering: UsageMetering.disabled() }, 'Another').grantIssueKeys(fn);
    });
    expect(twice).toThrow('[Stack/Another] the function issues keys already, got "Stack/SignUp"; name all tiers');
  });
});
