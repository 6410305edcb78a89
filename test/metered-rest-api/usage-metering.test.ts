import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alarms, MeteredRestApi, MeteredRestApiProps, Quota, RouteIntegration, UsageMetering } from '../../lib';
import { propertiesOf } from '../secure-http-api/api-under-test';
import { restApiIn, withApi } from './rest-api-under-test';

function sold(props: Partial<MeteredRestApiProps> = {}): {
  template: () => Template;
  api: MeteredRestApi;
  stack: Stack;
} {
  const stack = new Stack(new App(), 'Stack');
  const api = restApiIn(stack, { tiers: { free: { quota: Quota.perWeek(7, 1) }, pro: {} }, ...props });
  api.addRoute('GET /a', RouteIntegration.http('https://backend.example.com'));
  api.addApiKey('Acme', { tier: 'free' });
  api.addApiKey('Globex', { tier: 'pro' });
  return { template: () => Template.fromStack(stack), api, stack };
}

describe('the usage of keys', () => {
  it('is metered where there are tiers, with what the handler must know of them', () => {
    const template = sold().template();
    const plans = Object.keys(template.findResources('AWS::ApiGateway::UsagePlan'));
    const [handler] = Object.values(propertiesOf(template, 'AWS::Lambda::Function')).filter(({ Environment }) =>
      JSON.stringify(Environment ?? '').includes('METERING'),
    );
    const settings = JSON.stringify(handler.Environment);
    expect(plans.every((plan) => settings.includes(plan))).toBe(true);
    expect(settings).toContain('\\"quota\\":{\\"limit\\":7,\\"period\\":\\"WEEK\\",\\"offset\\":1}');
    expect(settings).toContain('\\"apiName\\":\\"Stack-Api-DBBEC0DB\\"');
    template.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Retain' });
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 hour)' });
  });

  it('is not where there are none, or where that is said', () => {
    for (const props of [{ tiers: undefined }, { metering: UsageMetering.disabled() }]) {
      const stack = new Stack(new App(), 'Stack');
      const api = restApiIn(stack, { tiers: { free: {} }, ...props });
      expect(api.usageTable).toBeUndefined();
      const role = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
      expect(() => api.grantReadUsage(role)).toThrow(
        '[Stack/Api] nothing is metered, got undefined; give the API tiers',
      );
    }
  });

  it('can be read by whoever may', () => {
    const { api, stack, template } = sold();
    api
      .grantReadUsage(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }))
      .assertSuccess();
    const policies = JSON.stringify(propertiesOf(template(), 'AWS::IAM::Policy'));
    expect(policies).toContain('dynamodb:Query');
  });

  it('has an alarm among those of the API, with its overrides', () => {
    const alarms = Alarms.recommended({ overrides: { meteringErrors: { threshold: 2 } } });
    const { api, template } = sold({ alarms });
    expect(Object.keys(api.alarms)).toEqual(['serverErrorRate', 'latencyP99', 'meteringErrors']);
    template().hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/Lambda', Threshold: 2 });
    expect(withApi({ alarms }, () => undefined)).toThrow('an alarm override matches no alarm, got "meteringErrors"');
  });

  it('goes with the stack where that is said', () => {
    const template = sold({ metering: UsageMetering.hourly({ removalPolicy: RemovalPolicy.DESTROY }) }).template();
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
  });
});
