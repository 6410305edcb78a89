import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, IEventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant, IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { apiGatewayArn } from '../core/api-gateway-arn';
import { AlarmDefinition } from '../core/alarm-set';
import { HandlerFunction } from '../core/handler-function';
import { METERING_METRICS } from '../runtime/contract/metering-metrics';
import { MeteredTier, METERING } from '../runtime/contract/metering-settings';
import { meteringAlarmTable } from './metering-alarms';
import { meteringProblems } from './metering-checks';
import { UsageTable } from './usage-table';

/** Options of {@link Metering}. */
export interface MeteringProps {
  /** Tells the APIs of an account apart in metrics and events. */
  readonly apiName: string;
  /** Asked at synthesis, when all tiers are known. */
  readonly tiers: () => MeteredTier[];
  /** @default - the account's default bus */
  readonly eventBus?: IEventBus;
  /** @default - the table is retained, and protected from deletion */
  readonly removalPolicy?: RemovalPolicy;
}

/** Reads every hour what API keys have used, into a table to bill from. docs/metering.md says what is in it. */
export class Metering extends Construct {
  public readonly table: Table;
  /** The shipped handler `meter-usage`. */
  public readonly fn: Function;
  /** For the alarms of the API. */
  public readonly alarmTable: Record<string, AlarmDefinition>;
  private readonly usageTable: UsageTable;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: MeteringProps,
  ) {
    super(scope, id);
    this.usageTable = new UsageTable(this, 'Usage', props.removalPolicy);
    this.table = this.usageTable.table;
    const bus = props.eventBus ?? EventBus.fromEventBusName(this, 'DefaultBus', 'default');
    this.fn = this.makeHandler(bus);
    this.usageTable.grantMeter(this.fn);
    bus.grantPutEventsTo(this.fn);
    this.fn.addToRolePolicy(new PolicyStatement({ actions: ['apigateway:GET'], resources: this.readable() }));
    new Rule(this, 'Schedule', {
      description: `Meters the usage of ${props.apiName}`,
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.fn)],
    });
    this.alarmTable = meteringAlarmTable(this.fn);
    this.node.addValidation({ validate: () => meteringProblems(props.tiers()) });
  }

  /** Lets a function or role query the table and its indexes. */
  public grantReadUsage(grantee: IGrantable): Grant {
    return this.usageTable.grantRead(grantee);
  }

  /** Requests of a tier's keys, by the hour in which they were read. */
  public metricRequests(tier: string): Metric {
    return this.metric(METERING_METRICS.requests, tier, Stats.SUM);
  }

  /** Keys of a tier that have used 80 % of their quota or more. */
  public metricKeysOver80Percent(tier: string): Metric {
    return this.metric(METERING_METRICS.keysOver80Percent, tier, Stats.MAXIMUM);
  }

  private metric(metricName: string, tier: string, statistic: string): Metric {
    const { dimensions, namespace } = METERING_METRICS;
    return new Metric({
      namespace,
      metricName,
      dimensionsMap: { [dimensions.apiName]: this.props.apiName, [dimensions.tier]: tier },
      statistic,
      period: Duration.hours(1),
    });
  }

  private makeHandler(bus: IEventBus): Function {
    const { apiName, tiers } = this.props;
    const { tableName } = this.table;
    const settings = (): string =>
      Stack.of(this).toJsonString({ apiName, tableName, eventBus: bus.eventBusArn, tiers: tiers() });
    return new HandlerFunction(this, 'Handler', {
      handler: 'meter-usage',
      description: `Reads the usage of the API keys of ${apiName} into a table`,
      environment: { [METERING]: Lazy.string({ produce: settings }) },
      timeout: Duration.minutes(15),
      memorySize: 512,
    }).fn;
  }

  /**
   * The usage of each plan, and whose the keys are. IAM can't tell the list of keys without their values, which is all
   * the function asks for, from the one with them.
   */
  private readable(): string[] {
    const arn = (path: string): string => apiGatewayArn(this, path);
    const plans = (): string[] => this.props.tiers().map(({ usagePlanId }) => arn(`usageplans/${usagePlanId}/usage`));
    return Lazy.list({ produce: () => [arn('apikeys'), ...plans()] });
  }
}
