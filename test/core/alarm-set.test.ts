import { App, CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { IAlarmAction, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Alarms, RecommendedAlarmsOptions } from '../../lib';
import { AlarmDefinition, makeAlarms } from '../../lib/core/alarm-set';

const ALARM = 'AWS::CloudWatch::Alarm';

const definition = (overrides: Partial<AlarmDefinition> = {}): AlarmDefinition => ({
  description: 'Too many errors',
  enabled: true,
  threshold: 5,
  period: Duration.minutes(1),
  evaluationPeriods: 3,
  metric: (period) => new Metric({ namespace: 'Test', metricName: 'Errors', period }),
  ...overrides,
});

/** The template of a stack with the alarms of a table of one that is on and one that is off. */
function templateWith(
  options: (stack: Stack) => RecommendedAlarmsOptions = () => ({}),
  first: Partial<AlarmDefinition> = {},
): Template {
  const stack = new Stack(new App(), 'Stack');
  const table = { errorRate: definition(first), latency: definition({ enabled: false, threshold: 100 }) };
  makeAlarms(stack, Alarms.recommended(options(stack)), table);
  return Template.fromStack(stack);
}

function alarmOf(template: Template): Record<string, unknown> {
  const alarms = Object.values(template.findResources(ALARM));
  expect(alarms).toHaveLength(1);
  return alarms[0].Properties;
}

describe('a set of alarms', () => {
  it('has those that the table enables, as the table says', () => {
    expect(alarmOf(templateWith())).toEqual({
      AlarmDescription: 'Too many errors',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 3,
      MetricName: 'Errors',
      Namespace: 'Test',
      Period: 60,
      Statistic: 'Average',
      Threshold: 5,
      TreatMissingData: 'notBreaching',
    });
  });

  it('is handed back by the names of the table, under ids made from them', () => {
    const stack = new Stack(new App(), 'Stack');
    const made = makeAlarms(stack, Alarms.recommended(), { errorRate: definition() });
    expect(Object.keys(made)).toEqual(['errorRate']);
    expect(made.errorRate.node.path).toBe('Stack/ErrorRateAlarm');
  });

  it('is empty when alarms are disabled', () => {
    const stack = new Stack(new App(), 'Stack');
    expect(makeAlarms(stack, Alarms.disabled(), { errorRate: definition() })).toEqual({});
    Template.fromStack(stack).resourceCountIs(ALARM, 0);
  });

  it('goes off above a band where the table asks for an anomaly', () => {
    const [alarm] = Object.values(templateWith(() => ({}), { anomaly: true, threshold: 3 }).findResources(ALARM));
    expect(alarm.Properties).toMatchObject({
      ComparisonOperator: 'GreaterThanUpperThreshold',
      EvaluationPeriods: 3,
      TreatMissingData: 'notBreaching',
    });
    const expressions = (alarm.Properties.Metrics as { Expression?: string }[]).map(({ Expression }) => Expression);
    expect(expressions).toContainEqual(expect.stringMatching(/^ANOMALY_DETECTION_BAND\(.*, 3\)$/));
  });
});

describe('an override of an alarm', () => {
  it('takes the place of what the table says', () => {
    const errorRate = {
      threshold: 1,
      period: Duration.minutes(5),
      evaluationPeriods: 10,
      datapointsToAlarm: 7,
    };
    expect(alarmOf(templateWith(() => ({ overrides: { errorRate } })))).toMatchObject({
      DatapointsToAlarm: 7,
      EvaluationPeriods: 10,
      Period: 300,
      Threshold: 1,
    });
  });

  it('leaves what it says nothing of, or undefined', () => {
    const errorRate = { threshold: undefined, evaluationPeriods: 4, enabled: undefined };
    expect(alarmOf(templateWith(() => ({ overrides: { errorRate } })))).toMatchObject({
      EvaluationPeriods: 4,
      Threshold: 5,
    });
  });

  it('may be zero', () => {
    const overrides = { errorRate: { threshold: 0 } };
    expect(alarmOf(templateWith(() => ({ overrides }))).Threshold).toBe(0);
  });

  it('switches alarms off and on', () => {
    const overrides = { errorRate: { enabled: false }, latency: { enabled: true } };
    expect(alarmOf(templateWith(() => ({ overrides }))).Threshold).toBe(100);
  });

  it('may be a token', () => {
    const template = templateWith((stack) => {
      const threshold = new CfnParameter(stack, 'Threshold', { type: 'Number' }).valueAsNumber;
      return { overrides: { errorRate: { threshold } } };
    });
    expect(alarmOf(template).Threshold).toEqual({ Ref: 'Threshold' });
  });

  it.each(['errors', 'ErrorRate', 'toString'])('is refused for the name "%s", which the table has not', (name) => {
    expect(() => templateWith(() => ({ overrides: { [name]: { threshold: 1 } } }))).toThrow(
      `[Stack] an alarm override matches no alarm, got "${name}"; use one of errorRate, latency`,
    );
  });
});

describe('actions of alarms', () => {
  it('are taken when an alarm goes off and when it is over', () => {
    const template = templateWith((stack) => ({ actions: [new SnsAction(new Topic(stack, 'Topic'))] }));
    const topic = [{ Ref: Match.stringLikeRegexp('^Topic') }];
    template.hasResourceProperties(ALARM, { AlarmActions: topic, OKActions: topic });
  });

  it.each<[string, (stack: Stack) => unknown, string]>([
    ['a topic', (stack) => new Topic(stack, 'Topic'), '"Stack/Topic"'],
    ['an ARN', () => 'arn:aws:sns:eu-west-1:111122223333:alarms', '"arn:aws:sns:eu-west-1:111122223333:alarms"'],
    ['nothing', () => undefined, '"undefined"'],
  ])('cannot be %s', (_, action, got) => {
    expect(() => templateWith((stack) => ({ actions: [action(stack) as IAlarmAction] }))).toThrow(
      `[Alarms.recommended] not an action of alarms, got ${got}; ` +
        'wrap it, such as new SnsAction(topic) of aws-cdk-lib/aws-cloudwatch-actions',
    );
  });

  it('may be of anybody, and name what is known at deployment only', () => {
    const alarmActionArn = Fn.importValue('Topic');
    const action = alarmOf(templateWith(() => ({ actions: [{ bind: () => ({ alarmActionArn }) }] })));
    expect(action.AlarmActions).toEqual([{ 'Fn::ImportValue': 'Topic' }]);
  });

  it('are none unless they are given', () => {
    const alarm = alarmOf(templateWith(() => ({ actions: [] })));
    expect(alarm).not.toHaveProperty('AlarmActions');
    expect(alarm).not.toHaveProperty('OKActions');
  });
});
