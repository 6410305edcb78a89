import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmOverride, Alarms } from '../shared/alarms';
import { refuse } from './errors';

/** One row of an API kind's table of alarms. */
export interface AlarmDefinition {
  readonly description: string;
  readonly enabled: boolean;
  readonly threshold: number;
  readonly period: Duration;
  readonly evaluationPeriods: number;
  readonly metric: (period: Duration) => IMetric;
  /** Where `threshold` is the width of a band, in standard deviations, rather than a value. */
  readonly anomaly?: boolean;
}

/** Makes the alarms of a table, with the user's overrides. */
export function makeAlarms(
  scope: Construct,
  alarms: Alarms,
  table: Record<string, AlarmDefinition>,
): Record<string, Alarm> {
  if (alarms._intent.kind === 'disabled') {
    return {};
  }
  const { overrides = {}, actions = [] } = alarms._intent.options;
  refuseUnknown(scope, Object.keys(overrides), Object.keys(table));
  const made: Record<string, Alarm> = {};
  for (const [name, definition] of Object.entries(table)) {
    const settings = { ...definition, ...definedOnly(overrides[name]) };
    if (settings.enabled) {
      checkCounts(scope, name, settings);
      made[name] = makeAlarm(scope, name, settings);
      if (actions.length > 0) {
        made[name].addAlarmAction(...actions);
        made[name].addOkAction(...actions);
      }
    }
  }
  return made;
}

type Settings = AlarmDefinition & Pick<AlarmOverride, 'datapointsToAlarm'>;

function makeAlarm(scope: Construct, name: string, settings: Settings): Alarm {
  const common = {
    alarmDescription: settings.description,
    evaluationPeriods: settings.evaluationPeriods,
    datapointsToAlarm: settings.datapointsToAlarm,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  };
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}Alarm`;
  const metric = settings.metric(settings.period);
  return settings.anomaly
    ? new AnomalyDetectionAlarm(scope, id, {
        ...common,
        metric,
        stdDevs: settings.threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
      })
    : new Alarm(scope, id, {
        ...common,
        metric,
        threshold: settings.threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      });
}

function checkCounts(scope: Construct, name: string, settings: Settings): void {
  const { evaluationPeriods: periods, datapointsToAlarm: datapoints = periods } = settings;
  if (!(periods >= 1)) {
    refuse(scope, `evaluationPeriods of alarm ${name} must be 1 or more`, periods, 'say how many periods count');
  }
  if (!(datapoints >= 1 && datapoints <= periods)) {
    const remedy = `give 1 to ${periods}, its evaluationPeriods`;
    refuse(scope, `datapointsToAlarm of alarm ${name} is out of range`, datapoints, remedy);
  }
}

function refuseUnknown(scope: Construct, names: string[], known: string[]): void {
  for (const name of names.filter((candidate) => !known.includes(candidate))) {
    refuse(scope, 'an alarm override matches no alarm', name, `use one of ${known.join(', ')}`);
  }
}

/** Without members that are undefined, which would otherwise hide the table's values. */
function definedOnly(override: AlarmOverride = {}): AlarmOverride {
  return Object.fromEntries(Object.entries(override).filter(([, value]) => value !== undefined));
}
