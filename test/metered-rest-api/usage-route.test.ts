import { Lazy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import {
  Authorization,
  Cors,
  MeteredRestApi,
  MeteredRestApiProps,
  Quota,
  UsageMetering,
  UsageRouteOptions,
} from '../../lib';
import { jwt, propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { bodyOf, restApiIn, withApi } from './rest-api-under-test';

const tiers = { free: { quota: Quota.perDay(10) }, pro: {} };

function withUsage(options?: UsageRouteOptions, props: Partial<MeteredRestApiProps> = {}, keys = ['GET /usage']) {
  return templateOf((stack) => {
    const api = restApiIn(stack, {
      tiers,
      metering: UsageMetering.disabled(),
      apiName: 'partners',
      authorization: jwt(),
      ...props,
    });
    keys.forEach((key) => api.addUsageRoute(key, options));
    Object.keys(tiers).forEach((tier) => api.addApiKey(tier, { tier }));
  });
}

const usageFunctions = (template: ReturnType<typeof withUsage>) =>
  Object.values(propertiesOf(template, 'AWS::Lambda::Function')).filter(({ Description }) =>
    String(Description).includes('usage'),
  );

describe('a usage route', () => {
  it('needs a key and the authorization of the API, and is slow enough for the control plane (Q-17)', () => {
    const template = withUsage();
    const { get } = bodyOf(template).paths['/usage'];
    expect(get.security).toEqual([{ [Object.keys(get.security[0])[0]]: [] }, { ApiKey: [] }]);
    expect(Object.keys(get.security[0])[0]).toMatch(/^Jwt/);
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Match.arrayWith([
        Match.objectLike({
          ResourcePath: '/usage',
          HttpMethod: 'GET',
          ThrottlingRateLimit: 2,
          ThrottlingBurstLimit: 5,
        }),
      ]),
    });
  });

  it('has what it is given', () => {
    const throttle = { rateLimit: 1, burstLimit: 1 };
    const template = withUsage({ authorization: Authorization.none(), throttle });
    expect(bodyOf(template).paths['/usage'].get.security).toEqual([{ ApiKey: [] }]);
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: Match.arrayWith([Match.objectLike({ ResourcePath: '/usage', ThrottlingRateLimit: 1 })]),
    });
    const scoped = withUsage({ authorization: jwt(), scopes: ['usage:read'] });
    const [environment] = Object.values(propertiesOf(scoped, 'AWS::Lambda::Function')).flatMap(({ Environment }) =>
      String(JSON.stringify(Environment)).includes('usage:read') ? [Environment] : [],
    );
    expect(environment).toBeDefined();
  });

  it('is told tiers by the names of their plans, and CORS, without waiting for what waits for it', () => {
    const [{ Environment }] = usageFunctions(withUsage({}, { cors: Cors.allowOrigins(['https://app.example.com']) }));
    expect(Environment).toEqual({
      Variables: {
        KEY_USAGE: '{"plans":{"free":"partners-free","pro":"partners-pro"}}',
        CORS_ALLOWED_ORIGINS: 'https://app.example.com',
      },
    });
  });

  it('finds plans whose names are tokens', () => {
    const apiName = Lazy.string({ produce: () => 'partners' });
    expect(usageFunctions(withUsage({}, { apiName }))).toMatchObject([
      { Environment: { Variables: { KEY_USAGE: '{"plans":{"free":"partners-free","pro":"partners-pro"}}' } } },
    ]);
  });

  it('may see which plans a key is in and the usage of the API’s own, and nothing else', () => {
    const template = withUsage();
    const plans = Object.keys(template.findResources('AWS::ApiGateway::UsagePlan'));
    const arn = (...rest: unknown[]) => ({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':apigateway:', { Ref: 'AWS::Region' }, ...rest]],
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'apigateway:GET',
            Effect: 'Allow',
            Resource: [arn('::/usageplans'), ...plans.map((Ref) => arn('::/usageplans/', { Ref }, '/usage'))],
          },
        ],
      },
      Roles: [{ Ref: Match.stringLikeRegexp('UsageRoute') }],
    });
    template.resourceCountIs('AWS::IAM::Policy', 1);
  });

  it('shares its function with others of the API', () => {
    expect(usageFunctions(withUsage({}, {}, ['GET /usage', 'GET /v2/usage']))).toHaveLength(1);
  });

  it.each<[Partial<MeteredRestApiProps>, string, string]>([
    [{}, 'GET /usage', 'a usage route tells about API keys, but the API has no tiers, got "GET /usage"; give the API'],
    [{ tiers }, 'POST /usage', 'a usage route only reads, got "POST /usage"; write "GET /usage"'],
    [{ tiers }, 'ANY /usage', 'a usage route only reads, got "ANY /usage"'],
  ])('with %j cannot be %s', (props, routeKey, message) => {
    expect(withApi(props, (api: MeteredRestApi) => api.addUsageRoute(routeKey))).toThrow(`[Stack/Api] ${message}`);
  });
});
