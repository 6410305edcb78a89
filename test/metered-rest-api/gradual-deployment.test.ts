import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, Function } from 'aws-cdk-lib/aws-lambda';
import { Alarms, MeteredRestApi, MeteredRestApiProps, Quota, RouteIntegration } from '../../lib';
import { functionIn, templateOf } from '../secure-http-api/api-under-test';
import { logicalIdOf, onlyOf } from '../secure-http-api/fixtures';
import { bodyOf, restApiIn, withApi } from './rest-api-under-test';

const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const ALIAS = 'AWS::Lambda::Alias';

function aliasIn(stack: Stack, version?: 'latest'): Alias {
  const fn = functionIn(stack) as Function;
  return new Alias(stack, 'Live', { aliasName: 'live', version: version ? fn.latestVersion : fn.currentVersion });
}

/** The template of an API with a route to the alias. */
const templateWith = (use: (api: MeteredRestApi, alias: Alias) => unknown, props: Partial<MeteredRestApiProps> = {}) =>
  templateOf((stack) => {
    const [api, alias] = [restApiIn(stack, props), aliasIn(stack)];
    api.addRoute('GET /x', RouteIntegration.lambda(alias));
    use(api, alias);
  });

const alarmsIn = (api: MeteredRestApi, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const metric = api.stage.metricCount();
    return new Alarm(api, `Own${index}`, { metric, threshold: 1, evaluationPeriods: 1 });
  });

describe('deployGradually', () => {
  it('user pain 24: is the canary: a tenth of the requests first, and back when an alarm of the API goes off', () => {
    const template = templateWith((api, alias) => api.deployGradually(alias));
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms).toHaveLength(2);
    expect(onlyOf(template, GROUP)).toMatchObject({
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: alarms.map((Ref) => ({ Name: { Ref } })) },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
    });
    const [alias] = Object.values(template.findResources(ALIAS));
    expect(alias.UpdatePolicy).toMatchObject({
      CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: logicalIdOf(template, GROUP) } },
    });
    expect(onlyOf(template, 'AWS::ApiGateway::Stage')).not.toHaveProperty('CanarySetting');
  });

  it('is for what a route invokes: the alias, by its own permission', () => {
    const template = templateWith((api, alias) => api.deployGradually(alias));
    const alias = logicalIdOf(template, ALIAS);
    expect(bodyOf(template).paths['/x'].get['x-amazon-apigateway-integration'].uri).toEqual({
      'Fn::Sub': expect.stringContaining(`functions/\${${alias}}/invocations`),
    });
    expect(onlyOf(template, 'AWS::Lambda::Permission').FunctionName).toEqual({ Ref: alias });
  });

  it('heeds alarms on requests only, not those of the meter', () => {
    const template = templateOf((stack) => {
      const [api, alias] = [restApiIn(stack, { tiers: { free: { quota: Quota.perDay(10) } } }), aliasIn(stack)];
      api.addRoute('GET /x', RouteIntegration.lambda(alias));
      api.addApiKey('Acme', { tier: 'free' });
      api.deployGradually(alias);
    });
    const { Alarms: heeded } = onlyOf(template, GROUP).AlarmConfiguration as { Alarms: { Name: { Ref: string } }[] };
    expect(heeded.map(({ Name }) => Name.Ref)).toEqual([
      expect.stringContaining('ServerErrorRate'),
      expect.stringContaining('LatencyP99'),
    ]);
  });

  it('can go another way, with alarms of the user besides', () => {
    const template = templateWith((api, alias) =>
      api.deployGradually(alias, {
        config: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
        alarms: alarmsIn(api, 8),
      }),
    );
    const group = onlyOf(template, GROUP) as { AlarmConfiguration: { Alarms: unknown[] } };
    expect(group).toMatchObject({ DeploymentConfigName: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute' });
    expect(group.AlarmConfiguration.Alarms).toHaveLength(10);
  });

  it('takes at most 10 alarms', () => {
    expect(() => templateWith((api, alias) => api.deployGradually(alias, { alarms: alarmsIn(api, 9) }))).toThrow(
      "[Stack/Api] more than 10 alarms for Stack/Live, got 11; give 10 with the API's, or join some",
    );
  });

  it('does not go without alarms', () => {
    const alarms = Alarms.disabled();
    expect(() => templateWith((api, alias) => api.deployGradually(alias), { alarms })).toThrow(
      '[Stack/Api] nothing would roll Stack/Live back, for there are no alarms, got []; use Alarms.recommended()',
    );
  });

  it('goes once for an alias', () => {
    const twice = () => templateWith((api, alias) => [1, 2].map(() => api.deployGradually(alias)));
    expect(twice).toThrow('[Stack/Api] the alias is deployed gradually already, got "Stack/Live"; say it once');
  });

  it('needs a version to move from', () => {
    expect(withApi({}, (api, stack) => api.deployGradually(aliasIn(stack, 'latest')))).toThrow(
      '[Stack/Api] the alias has no version to move from, got "$LATEST"; make it for a version: fn.currentVersion',
    );
  });

  it('needs the alias in its stack, for each refers to the other', () => {
    const app = new App();
    const api = restApiIn(new Stack(app, 'Stack'));
    const alias = aliasIn(new Stack(app, 'Functions'));
    expect(() => api.deployGradually(alias)).toThrow(
      '[Stack/Api] the alias is in another stack, got "Functions/Live"; make function and alias in the stack of the API',
    );
  });

  it('of an alias that no route invokes is an error', () => {
    const stack = new Stack(new App(), 'Stack');
    const api = restApiIn(stack);
    api.addRoute('GET /x', RouteIntegration.http('https://backend.example.com'));
    api.deployGradually(aliasIn(stack));
    expect(() => Template.fromStack(stack)).toThrow('no route invokes Stack/Live, which is deployed gradually');
  });
});

it('alarms of a REST API go by the names of API and stage', () => {
  const template = templateWith(() => undefined, { apiName: 'partners', stageName: 'live' });
  const Dimensions = [
    { Name: 'ApiName', Value: 'partners' },
    { Name: 'Stage', Value: 'live' },
  ];
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/ApiGateway',
    MetricName: 'Latency',
    ExtendedStatistic: 'p99',
    Dimensions,
  });
});
