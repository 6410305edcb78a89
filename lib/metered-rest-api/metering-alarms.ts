import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { AlarmDefinition } from '../core/alarm-set';

/** What tells that bills are falling behind. One failed run is made up for by the next, so that it takes three. */
export function meteringAlarmTable(fn: Function): Record<string, AlarmDefinition> {
  return {
    meteringErrors: {
      description: 'Failed readings of what API keys have used',
      enabled: true,
      threshold: 1,
      period: Duration.hours(1),
      evaluationPeriods: 3,
      metric: (period) => fn.metricErrors({ period, statistic: Stats.SUM }),
    },
  };
}
