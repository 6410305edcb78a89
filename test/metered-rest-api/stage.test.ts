import { App, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccessLog, Alarms, ExecutionLog, MeteredRestApiProps, RouteIntegration } from '../../lib';
import { propertiesOf, templateOf } from '../secure-http-api/api-under-test';
import { restApiIn, withApi } from './rest-api-under-test';

const backend = RouteIntegration.http('https://backend.example.com');

function withProps(props: Partial<MeteredRestApiProps>): Template {
  return templateOf((stack) => restApiIn(stack, props).addRoute('GET /a', backend));
}

const stageOf = (template: Template) => Object.values(propertiesOf(template, 'AWS::ApiGateway::Stage'))[0];

describe('the stage of a REST API', () => {
  it('is "prod", Regional and traced', () => {
    const template = withProps({});
    expect(stageOf(template)).toMatchObject({ StageName: 'prod', TracingEnabled: true });
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } });
  });

  it('throttles all methods, and single ones in their place and in order (R-82)', () => {
    const template = templateOf((stack) => {
      const api = restApiIn(stack, {
        throttle: { rateLimit: 10, burstLimit: 20 },
        detailedMetrics: true,
        executionLog: ExecutionLog.disabled(),
      });
      api.addRoute('GET /a/{id}/b', backend, { throttle: { rateLimit: 1, burstLimit: 2 } });
      api.addRoute('POST /', backend, { throttle: { rateLimit: 3, burstLimit: 4 } });
    });
    const setting = (ResourcePath: string, HttpMethod: string, rate: number) => ({
      ResourcePath,
      HttpMethod,
      ThrottlingRateLimit: rate,
      ThrottlingBurstLimit: rate === 10 ? 20 : rate + 1,
      MetricsEnabled: true,
      LoggingLevel: 'OFF',
      DataTraceEnabled: false,
    });
    expect(stageOf(template).MethodSettings).toEqual([
      setting('/*', '*', 10),
      setting('/a~1{id}~1b', 'GET', 1),
      setting('/', 'POST', 3),
    ]);
  });

  it.each<[Partial<MeteredRestApiProps>, string]>([
    [{ stageName: 'v1/live' }, 'not a stage name, got "v1/live"'],
    [{ stageVariables: { 'a-b': '1' } }, 'not a name of a stage variable, got "a-b"'],
    [{ throttle: { rateLimit: 1, burstLimit: 0 } }, 'throttle.burstLimit must be a whole number of 1 or more, got 0'],
    [{ apiName: '' }, 'apiName must have 1 to 128 characters, got ""'],
    [{ stageName: '$default' }, 'a REST API has no $default stage, got "$default"; give it a name, such as "prod"'],
  ])('%j is refused', (props, message) => {
    expect(withApi(props, () => undefined)).toThrow(`[Stack/Api] ${message}`);
  });

  it('user pain 11: has a JSON access log in variables it knows, without header, query string, body or key', () => {
    const template = withProps({});
    const { Format } = stageOf(template).AccessLogSetting as { Format: string };
    const fields = JSON.parse(Format) as Record<string, string>;
    expect(Object.values(fields).filter((value) => !/^(\$context(\.[A-Za-z]+)+ ?)+$/.test(value))).toEqual([]);
    expect(Format).not.toMatch(/header|query|body|cookie|userAgent|identity\.apiKey"/i);
    expect(fields).toMatchObject({ apiKeyId: '$context.identity.apiKeyId', requestId: '$context.requestId' });
    template.hasResource('AWS::Logs::LogGroup', { Properties: { RetentionInDays: 90 }, DeletionPolicy: 'Retain' });
    expect(stageOf(withProps({ accessLog: AccessLog.disabled() }))).not.toHaveProperty('AccessLogSetting');
  });

  it('user pain 30: has alarms on metrics that it emits, under a name of its own', () => {
    const template = withProps({});
    const text = JSON.stringify(propertiesOf(template, 'AWS::CloudWatch::Alarm'));
    const names = [...text.matchAll(/"Name":"(\w+)","Value":"?([^"}]+)/g)].map(([, name, value]) => [name, value]);
    expect(names).toEqual(
      [
        ['ApiName', 'Stack-Api-DBBEC0DB'],
        ['Stage', '{'],
        ['ApiName', 'Stack-Api-DBBEC0DB'],
        ['Stage', '{'],
      ].map(([name, value]) => [name, name === 'Stage' ? expect.anything() : value]),
    );
    template.hasResourceProperties('AWS::ApiGateway::RestApi', { Name: 'Stack-Api-DBBEC0DB' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 5,
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: '100 * errors' }),
        Match.objectLike({
          MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName: '5XXError' }), Stat: 'Average' }),
        }),
      ]),
    });
    withProps({ alarms: Alarms.disabled() }).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  it('user pain 4: never touches the log role of the account by itself', () => {
    withProps({}).resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  it('has a name that is known at synthesis', () => {
    const stageName = Fn.importValue('Stage');
    expect(() => restApiIn(new Stack(new App(), 'Stack'), { stageName })).toThrow(
      '[Stack/Api] stageName must be known at synthesis, got "',
    );
  });

  it('is in the URL', () => {
    const stack = new Stack(new App(), 'Stack', { env: { region: 'eu-west-1', account: '111122223333' } });
    expect(restApiIn(stack, { stageName: 'v1' }).url).toMatch(/^https:\/\/.*\.execute-api\.eu-west-1\..*\/v1$/);
  });
});
