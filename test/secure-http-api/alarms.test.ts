import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Alarms, RouteIntegration } from '../../lib';
import { apiIn, functionIn, propertiesOf, templateOf } from './api-under-test';

function withAlarms(alarms?: Alarms | ((stack: Stack) => Alarms)): Template {
  return templateOf((stack) => {
    const api = apiIn(stack, { alarms: typeof alarms === 'function' ? alarms(stack) : alarms });
    api.addRoute('GET /x', RouteIntegration.lambda(functionIn(stack)));
  });
}

describe('the alarms of an HTTP API', () => {
  it('are two by default (ADR 0004)', () => {
    const template = withAlarms();
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 5,
      EvaluationPeriods: 3,
      TreatMissingData: 'notBreaching',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: '100 * errors / requests' }),
        Match.objectLike({
          MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName: '5xx' }), Stat: 'Sum' }),
        }),
        Match.objectLike({
          MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName: 'Count' }), Stat: 'SampleCount' }),
        }),
      ]),
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/ApiGateway',
      MetricName: 'Latency',
      ExtendedStatistic: 'p99',
      Threshold: 5000,
      Period: 60,
      EvaluationPeriods: 5,
    });
  });

  it('take overrides, of which an undefined member changes nothing', () => {
    const template = withAlarms(
      Alarms.recommended({
        overrides: {
          latencyP99: {
            threshold: 800,
            period: Duration.minutes(5),
            evaluationPeriods: 4,
            datapointsToAlarm: 3,
            enabled: undefined,
          },
          serverErrorRate: { enabled: false },
        },
      }),
    );
    template.resourceCountIs('AWS::CloudWatch::Alarm', 1);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Latency',
      Threshold: 800,
      Period: 300,
      EvaluationPeriods: 4,
      DatapointsToAlarm: 3,
    });
  });

  it('watch for unusual 4xx where that is enabled', () => {
    const template = withAlarms(
      Alarms.recommended({ overrides: { clientErrorAnomaly: { enabled: true, threshold: 4 } } }),
    );
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      ComparisonOperator: 'GreaterThanUpperThreshold',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: Match.stringLikeRegexp('ANOMALY_DETECTION_BAND\\(.*, 4\\)') }),
        Match.objectLike({ MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName: '4xx' }) }) }),
      ]),
    });
  });

  it('tell when they go off and when it is over', () => {
    const template = withAlarms((stack) =>
      Alarms.recommended({ actions: [new SnsAction(new Topic(stack, 'OnCall'))] }),
    );
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    for (const alarm of Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm'))) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic }], OKActions: [{ Ref: topic }] });
    }
  });

  it('an override that matches no alarm is an error', () => {
    expect(() => withAlarms(Alarms.recommended({ overrides: { latency: { threshold: 1 } } }))).toThrow(
      '[Stack/Api] an alarm override matches no alarm, got "latency"; ' +
        'use one of serverErrorRate, latencyP99, clientErrorAnomaly',
    );
  });

  it('can be off', () => {
    withAlarms(Alarms.disabled()).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  it('are found by name', () => {
    expect(Object.keys(apiIn(new Stack()).alarms)).toEqual(['serverErrorRate', 'latencyP99']);
  });
});

describe('metrics', () => {
  it.each([
    ['metricCount', 'Count'],
    ['metricClientError', '4xx'],
    ['metricServerError', '5xx'],
    ['metricLatency', 'Latency'],
    ['metricIntegrationLatency', 'IntegrationLatency'],
    ['metricDataProcessed', 'DataProcessed'],
  ] as const)('%s is %s of this API and stage', (method, metricName) => {
    const api = apiIn(new Stack());
    expect(api[method]({ period: Duration.minutes(1) })).toMatchObject({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensions: { ApiId: api.apiId, Stage: '$default' },
      period: Duration.minutes(1),
    });
    expect(api.metric(metricName).metricName).toBe(metricName);
  });
});
