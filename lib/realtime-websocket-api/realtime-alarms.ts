import { Duration } from 'aws-cdk-lib';
import { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { AlarmDefinition } from '../core/alarm-set';
import { WorkQueue } from './work-queue';

/** IntegrationLatency is measured once a call, and never of the frames of broadcasts, which are in MessageCount. */
const ANSWERED = 'MAX([FILL(calls, 0), errors])';
/** In a period. */
const LEAST_ANSWERED = 20;

export interface Watched {
  readonly stage: WebSocketStage;
  /** Shipped ones, which fail on nothing that clients do. At most ten: there are no more metrics in an expression. */
  readonly handlers: Function[];
  /** Whose messages clients wait for. */
  readonly delivery: WorkQueue[];
  /** Whose messages must not be set aside unnoticed. */
  readonly queues: WorkQueue[];
}

/**
 * The alarms of a WebSocket API, whose metrics have the dimensions ApiId and Stage, and of the queues of its handlers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export function realtimeAlarmTable({ stage, handlers, delivery, queues }: Watched): Record<string, AlarmDefinition> {
  return {
    integrationErrorRate: {
      description: 'Percent of handshakes and messages answered 4xx or 5xx, refused handshakes included',
      enabled: true,
      // strangers whose origin is refused, and 4xx of the user's functions, are among the errors
      threshold: 25,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) =>
        new MathExpression({
          label: 'integration error rate (%)',
          // and a few of them are no quarter of anything: small numbers are left to the alarms on faults
          expression: `IF(${ANSWERED} >= ${LEAST_ANSWERED}, 100 * errors / ${ANSWERED}, 0)`,
          period,
          usingMetrics: {
            errors: stage.metric('IntegrationError', { period, statistic: Stats.SUM }),
            calls: stage.metric('IntegrationLatency', { period, statistic: Stats.SAMPLE_COUNT }),
          },
        }),
    },
    handlerErrors: {
      description: 'Failures of the functions that keep connections, channels and broadcasts',
      enabled: true,
      threshold: 1,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) =>
        combined('failures', 'SUM', period, handlers, (fn) => fn.metricErrors({ period, statistic: Stats.SUM })),
    },
    executionErrors: {
      description: 'Handshakes and messages with which API Gateway could not call a function or backend at all',
      enabled: true,
      threshold: 1,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) => stage.metric('ExecutionError', { period, statistic: Stats.SUM }),
    },
    deadLetters: {
      description: 'Broadcasts, deliveries and expiries that were set aside, to be looked at and sent again by hand',
      enabled: true,
      threshold: 1,
      period: Duration.minutes(1),
      evaluationPeriods: 1,
      metric: (period) =>
        combined('set aside', 'SUM', period, queues, ({ deadLetters }) =>
          deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
        ),
    },
    deliveryAge: {
      description: 'Seconds that the oldest broadcast or delivery has waited',
      enabled: true,
      threshold: 60,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) =>
        combined('oldest (s)', 'MAX', period, delivery, ({ queue }) =>
          queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
        ),
    },
    clientErrorAnomaly: {
      description: 'More 4xx than usual: throttled, unauthorized or broken clients; width of the usual in deviations',
      // it needs two weeks of traffic to learn from and costs three times as much as the others
      enabled: false,
      threshold: 3,
      period: Duration.minutes(5),
      evaluationPeriods: 3,
      metric: (period) => stage.metric('ClientError', { period, statistic: Stats.SUM }),
      anomaly: true,
    },
  };
}

function combined<Source>(
  label: string,
  combine: 'MAX' | 'SUM',
  period: Duration,
  sources: Source[],
  metricOf: (source: Source) => IMetric,
): MathExpression {
  const named = sources.map((source, index) => [`m${index}`, metricOf(source)] as const);
  // what rests sends no metric, and one missing would hide the others
  const filled = named.map(([name]) => `FILL(${name}, 0)`).join(', ');
  return new MathExpression({
    label,
    expression: `${combine}([${filled}])`,
    period,
    usingMetrics: Object.fromEntries(named),
  });
}
