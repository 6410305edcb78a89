import { Duration } from 'aws-cdk-lib';
import { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';

/** What to change about one recommended alarm. */
export interface AlarmOverride {
  /**
   * Whether the alarm is made at all.
   *
   * @default - what the API's documentation says of this alarm
   */
  readonly enabled?: boolean;

  /**
   * Where the alarm goes off, in the unit of the alarm: percent, milliseconds, or the width of an anomaly band.
   *
   * @default - what the API's documentation says of this alarm
   */
  readonly threshold?: number;

  /**
   * Length of one period.
   *
   * @default - what the API's documentation says of this alarm
   */
  readonly period?: Duration;

  /**
   * Periods looked at.
   *
   * @default - what the API's documentation says of this alarm
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of these periods must be over the threshold.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
}

/** Options of `Alarms.recommended`. */
export interface RecommendedAlarmsOptions {
  /**
   * What happens when an alarm goes off, and when it is over.
   *
   * @default - nothing: the alarms are only seen in CloudWatch
   */
  readonly actions?: IAlarmAction[];

  /**
   * Changes by alarm name. A name the API does not have is an error.
   *
   * @default - none
   */
  readonly overrides?: { [alarm: string]: AlarmOverride };
}

/** @internal */
export type _AlarmsIntent =
  { readonly kind: 'recommended'; readonly options: RecommendedAlarmsOptions } | { readonly kind: 'disabled' };

/**
 * CloudWatch alarms on what tells that an API is in trouble.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export class Alarms {
  /** The alarms that the API's documentation lists, with changes where you want them. */
  public static recommended(options: RecommendedAlarmsOptions = {}): Alarms {
    options.actions?.forEach(checkAction);
    return new Alarms({ kind: 'recommended', options });
  }

  /** No alarms. */
  public static disabled(): Alarms {
    return new Alarms({ kind: 'disabled' });
  }

  private constructor(/** @internal */ public readonly _intent: _AlarmsIntent) {}
}

/** For callers without types: a topic itself is a likely slip, and would be a TypeError. */
function checkAction(action: unknown): void {
  if (typeof (action as Partial<IAlarmAction> | null | undefined)?.bind !== 'function') {
    const got = Construct.isConstruct(action) ? action.node.path : String(action);
    const remedy = 'wrap it, such as new SnsAction(topic) of aws-cdk-lib/aws-cloudwatch-actions';
    refuse('Alarms.recommended', 'not an action of alarms', got, remedy);
  }
}
