import { METERING_METRICS as METRICS } from '../contract/metering-metrics';
import { Clock } from './day';

/** Metrics of one run, by tier, written to the log in the embedded metric format: no call, no permission. */
export class TierMetrics {
  private readonly values = new Map<string, Record<string, number>>();

  public constructor(
    private readonly apiName: string,
    private readonly now: Clock,
  ) {}

  public add(tier: string, metric: 'requests' | 'keysOver80Percent', value: number): void {
    const name = METRICS[metric];
    const values = this.values.get(tier) ?? {};
    this.values.set(tier, { ...values, [name]: (values[name] ?? 0) + value });
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
  public lines(): string[] {
    const { apiName, tier } = METRICS.dimensions;
    return [...this.values].map(([name, values]) =>
      JSON.stringify({
        _aws: {
          Timestamp: this.now(),
          CloudWatchMetrics: [
            {
              Namespace: METRICS.namespace,
              Dimensions: [[apiName, tier]],
              Metrics: Object.keys(values).map((metric) => ({ Name: metric, Unit: 'Count' })),
            },
          ],
        },
        [apiName]: this.apiName,
        [tier]: name,
        ...values,
      }),
    );
  }
}
