import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../core/alarm-set';

/**
 * The alarms of a REST API. Its metrics have the dimensions ApiName and Stage, so the name must be unique. They do not
 * refer to the stage, which stands behind the functions that the alarms roll back.
 */
export function restAlarmTable(apiName: string, stageName: string): Record<string, AlarmDefinition> {
  const dimensionsMap = { ApiName: apiName, Stage: stageName };
  const metric = (metricName: string, period: Duration, statistic: string) =>
    new Metric({ namespace: 'AWS/ApiGateway', metricName, dimensionsMap, period, statistic });
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
          usingMetrics: { errors: metric('5XXError', period, Stats.AVERAGE) },
        }),
    },
    latencyP99: {
      description: 'Time to answer that 99 of 100 requests stay under, in milliseconds',
      enabled: true,
      threshold: 5_000,
      period: Duration.minutes(1),
      evaluationPeriods: 5,
      metric: (period) => metric('Latency', period, Stats.p(99)),
    },
    clientErrorAnomaly: {
      description: 'More 4xx than usual: throttled, unauthorized or broken clients; width of the usual in deviations',
      enabled: false,
      threshold: 3,
      period: Duration.minutes(5),
      evaluationPeriods: 3,
      metric: (period) => metric('4XXError', period, Stats.SUM),
      anomaly: true,
    },
  };
}
