import { Duration } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../core/alarm-set';

/** The alarms of a REST API. Its metrics have the dimensions ApiName and Stage, so the name must be unique. */
export function restAlarmTable(stage: Stage): Record<string, AlarmDefinition> {
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
          expression: '100 * errors',
          period,
          // the service sends 0 or 1 a request, so that the average is the rate
          usingMetrics: { errors: stage.metricServerError({ period, statistic: Stats.AVERAGE }) },
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
      enabled: false,
      threshold: 3,
      period: Duration.minutes(5),
      evaluationPeriods: 3,
      metric: (period) => stage.metricClientError({ period, statistic: Stats.SUM }),
      anomaly: true,
    },
  };
}
