import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Alarms, ChannelRule } from '../../lib';
import { apiIn, idsOf, propertiesOf, templateWith } from './api-under-test';

interface Metric {
  readonly MetricName: string;
  readonly Namespace: string;
  readonly Dimensions: { readonly Name: string; readonly Value: unknown }[];
}

/** Every metric that an alarm in the template looks at. */
function metricsOf(template: Template): Metric[] {
  return Object.values(propertiesOf(template, 'AWS::CloudWatch::Alarm')).flatMap((alarm) =>
    alarm.Metrics
      ? (alarm.Metrics as { MetricStat?: { Metric: Metric } }[]).flatMap(({ MetricStat }) => MetricStat?.Metric ?? [])
      : [alarm as unknown as Metric],
  );
}

const everything = templateWith({
  stageName: 'live',
  alarms: Alarms.recommended({ overrides: { clientErrorAnomaly: { enabled: true } } }),
});

describe('the alarms of a WebSocket API', () => {
  it('user pain 30: watch metrics that this API and stage emit', () => {
    const [api] = idsOf(everything, 'AWS::ApiGatewayV2::Api');
    const ofApi = metricsOf(everything).filter(({ Namespace }) => Namespace === 'AWS/ApiGateway');
    expect(ofApi.map(({ MetricName }) => MetricName).sort()).toEqual([
      'ClientError',
      'ExecutionError',
      'IntegrationError',
      'IntegrationLatency',
    ]);
    for (const { Dimensions } of ofApi) {
      expect(Dimensions).toEqual([
        { Name: 'ApiId', Value: { Ref: api } },
        { Name: 'Stage', Value: 'live' },
      ]);
    }
  });

  it('user pain 30: watch the failures of each shipped handler but the authorizer, which fails on bad tokens', () => {
    const template = templateWith({ channels: [ChannelRule.open('news')] });
    const watched = metricsOf(template)
      .filter(({ Namespace }) => Namespace === 'AWS/Lambda')
      .map(({ MetricName, Dimensions }) => ({ MetricName, Dimensions }));
    const handlers = idsOf(template, 'AWS::Lambda::Function', 'Live').filter((id) => !id.startsWith('LiveJwt'));
    expect(handlers).toHaveLength(6);
    expect(watched).toHaveLength(6);
    for (const id of handlers) {
      expect(watched).toContainEqual({
        MetricName: 'Errors',
        Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
      });
    }
  });

  it('watch the queues that broadcasts and expiries go through', () => {
    const ofQueues = metricsOf(everything).filter(({ Namespace }) => Namespace === 'AWS/SQS');
    const watched = ofQueues.map(({ MetricName, Dimensions }) => {
      const [id] = (Dimensions[0].Value as { 'Fn::GetAtt': string[] })['Fn::GetAtt'];
      return `${MetricName} ${id.replace(/\w{8}$/, '')}`;
    });
    expect(watched.sort()).toEqual([
      'ApproximateAgeOfOldestMessage LiveBroadcastBroadcastsQueue',
      'ApproximateAgeOfOldestMessage LiveBroadcastDeliveriesQueue',
      'ApproximateNumberOfMessagesVisible LiveBroadcastBroadcastsDeadLetters',
      'ApproximateNumberOfMessagesVisible LiveBroadcastDeliveriesDeadLetters',
      'ApproximateNumberOfMessagesVisible LiveHandlersExpiryDeadLetters',
    ]);
  });

  it('go off where the documentation says', () => {
    const expressionOf = (text: string, threshold: number, periods: number): void =>
      everything.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Threshold: threshold,
        EvaluationPeriods: periods,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        Metrics: Match.arrayWith([Match.objectLike({ Expression: text })]),
      });
    const answered = 'MAX([FILL(calls, 0), errors])';
    expressionOf(`IF(${answered} >= 20, 100 * errors / ${answered}, 0)`, 25, 3);
    expressionOf(`SUM([${[0, 1, 2, 3, 4].map((index) => `FILL(m${index}, 0)`).join(', ')}])`, 1, 3);
    expressionOf('SUM([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0)])', 1, 1);
    expressionOf('MAX([FILL(m0, 0), FILL(m1, 0)])', 60, 3);
    everything.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ExecutionError',
      Threshold: 1,
      EvaluationPeriods: 3,
      Statistic: 'Sum',
    });
  });

  it('are five by default, found by name', () => {
    const { alarms } = apiIn(new Stack());
    expect(Object.keys(alarms)).toEqual([
      'integrationErrorRate',
      'handlerErrors',
      'executionErrors',
      'deadLetters',
      'deliveryAge',
    ]);
  });

  it('can be off, and refuse a name there is not', () => {
    templateWith({ alarms: Alarms.disabled() }).resourceCountIs('AWS::CloudWatch::Alarm', 0);
    expect(() => templateWith({ alarms: Alarms.recommended({ overrides: { latency: {} } }) })).toThrow(
      'use one of integrationErrorRate, handlerErrors, executionErrors, deadLetters, deliveryAge, clientErrorAnomaly',
    );
  });
});

describe('metrics', () => {
  it.each([
    ['metricConnectCount', 'ConnectCount', 'Sum'],
    ['metricMessageCount', 'MessageCount', 'Sum'],
    ['metricClientError', 'ClientError', 'Sum'],
    ['metricIntegrationError', 'IntegrationError', 'Sum'],
    ['metricExecutionError', 'ExecutionError', 'Sum'],
    ['metricIntegrationLatency', 'IntegrationLatency', 'Average'],
  ] as const)('%s is %s of this API and stage', (method, metricName, statistic) => {
    const api = apiIn(new Stack());
    expect(api[method]({ period: Duration.minutes(1) })).toMatchObject({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      dimensions: { ApiId: api.apiId, Stage: 'prod' },
      period: Duration.minutes(1),
    });
  });
});
