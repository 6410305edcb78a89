import { Duration } from 'aws-cdk-lib';
import { WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from '../core/alarm-set';
import { WorkQueue } from './work-queue';

export interface WatchedQueues {
  /** Whose messages clients wait for. */
  readonly delivery: WorkQueue[];
  /** Whose messages must not be set aside unnoticed. */
  readonly all: WorkQueue[];
}

/**
 * The alarms of a WebSocket API, whose metrics have the dimensions ApiId and Stage, and of the queues of its handlers.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
export function realtimeAlarmTable(stage: WebSocketStage, queues: WatchedQueues): Record<string, AlarmDefinition> {
  return {
    integrationErrorRate: {
      description: 'Percent of handshakes and messages on which a function or backend failed',
      enabled: true,
      threshold: 5,
      period: Duration.minutes(1),
      evaluationPeriods: 3,
      metric: (period) =>
        new MathExpression({
          label: 'integration error rate (%)',
          // MessageCount has the frames of broadcasts in it; this latency is measured once a call and never of them
          expression: '100 * errors / MAX([FILL(calls, 0), errors])',
          period,
          usingMetrics: {
            errors: stage.metric('IntegrationError', { period, statistic: Stats.SUM }),
            calls: stage.metric('IntegrationLatency', { period, statistic: Stats.SAMPLE_COUNT }),
          },
        }),
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
        overQueues('set aside', 'SUM', period, queues.all, ({ deadLetters }) =>
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
        overQueues('oldest (s)', 'MAX', period, queues.delivery, ({ queue }) =>
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

function overQueues(
  label: string,
  combine: 'MAX' | 'SUM',
  period: Duration,
  queues: WorkQueue[],
  metricOf: (queue: WorkQueue) => ReturnType<WorkQueue['queue']['metric']>,
): MathExpression {
  const named = queues.map((queue, index) => [`q${index}`, metricOf(queue)] as const);
  // a queue that rests sends no metric, and one missing would hide the others
  const filled = named.map(([name]) => `FILL(${name}, 0)`).join(', ');
  return new MathExpression({
    label,
    expression: `${combine}([${filled}])`,
    period,
    usingMetrics: Object.fromEntries(named),
  });
}
