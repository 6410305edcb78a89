import { Duration } from 'aws-cdk-lib';
import { HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../core/alarm-set';

/** The alarms of an HTTP API. Its metrics have the dimensions ApiId and Stage, and no metric of their own for 429. */
export function httpAlarmTable(stage: HttpStage): Record<string, AlarmDefinition> {
  return {
    serverErrorRate: {
      description: 'Percent of requests answered 5xx',
      enabled: true,
      threshold: 5,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) =>
        new MathExpression({
          label: '5xx rate (%)',
          expression: '100 * errors / requests',
          period,
          usingMetrics: {
            errors: stage.metricServerError({ period, statistic: Stats.SUM }),
            requests: stage.metricCount({ period, statistic: Stats.SAMPLE_COUNT }),
          },
        }),
    },
    latencyP99: {
      description: 'Time to answer that 99 of 100 requests stay under, in milliseconds',
      enabled: true,
      threshold: 5_000,
      period: Duration.minutes(1),
      evaluationPeriods: 5,
      metric: (period) => stage.metricLatency({ period, statistic: Stats.p(99) }),
    },
    clientErrorAnomaly: {
      description: 'More 4xx than usual: throttled, unauthorized or broken clients; width of the usual in deviations',
      // it needs two weeks of traffic to learn from and costs three times as much as the others
      enabled: false,
      threshold: 3,
      period: Duration.minutes(5),
      evaluationPeriods: 3,
      metric: (period) => stage.metricClientError({ period, statistic: Stats.SUM }),
      anomaly: true,
    },
  };
}
