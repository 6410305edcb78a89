import { MeteringSettings } from '../../../lib/runtime/contract/metering-settings';
import { ControlPlane } from '../../../lib/runtime/metering/control-plane';
import { dayOf } from '../../../lib/runtime/metering/day';
import { QuotaEvents } from '../../../lib/runtime/metering/quota-events';
import { RunSummary } from '../../../lib/runtime/metering/run-summary';
import { TierMetrics } from '../../../lib/runtime/metering/tier-metrics';
import { UsageLedger } from '../../../lib/runtime/metering/usage-ledger';
import { UsageMeter } from '../../../lib/runtime/metering/usage-meter';
import { UsageReader } from '../../../lib/runtime/metering/usage-reader';
import { FakeApiGateway } from './fake-api-gateway';
import { FakeEventBus } from './fake-event-bus';
import { MemoryLedger } from './memory-ledger';

export const FREE = { tier: 'free', usagePlanId: 'plan1', quota: { limit: 10, period: 'MONTH' } } as const;
export const PRO = { tier: 'pro', usagePlanId: 'plan2' } as const;

/** A meter with everything it talks to made up, time included. */
export class MeterUnderTest {
  public time: number;
  public readonly settings: MeteringSettings;
  public readonly apiGateway: FakeApiGateway;
  public readonly bus = new FakeEventBus();
  public readonly ledger: UsageLedger;
  public readonly sums: Record<string, Record<string, number>> = {};

  public constructor(
    at: string,
    tiers: MeteringSettings['tiers'] = [FREE, PRO],
    ledger: UsageLedger = new MemoryLedger(),
  ) {
    this.time = Date.parse(at);
    this.settings = { apiName: 'Partners', tableName: 'usage', eventBus: 'bus', tiers };
    this.apiGateway = new FakeApiGateway(tiers, () => this.time);
    this.ledger = ledger;
  }

  /** Requests that the figures show at once. */
  public use(apiKeyId: string, { usagePlanId }: { usagePlanId: string }, count: number, time = this.time): void {
    for (let request = 0; request < count; request++) {
      this.apiGateway.requests.push({ apiKeyId, usagePlanId, day: dayOf(time), shownAt: time });
    }
  }

  public async run(hasTime = () => true): Promise<RunSummary> {
    const now = () => this.time;
    const sleep = async (milliseconds: number): Promise<void> => {
      this.time += milliseconds;
    };
    const controlPlane = new ControlPlane({ now, sleep, random: () => 0.5 });
    const { settings, ledger } = this;
    const reader = new UsageReader(this.apiGateway.client, controlPlane);
    const events = new QuotaEvents(settings, this.bus.client, ledger, now);
    const metrics = new TierMetrics(settings.apiName, now);
    try {
      return await new UsageMeter({ tiers: settings.tiers, reader, ledger, events, now }).run(metrics, hasTime);
    } finally {
      metrics.lines().forEach((line) => this.addUp(JSON.parse(line)));
    }
  }

  /** What is recorded: `key day plan`, and how much. */
  public get records(): Record<string, number> {
    const { records } = this.ledger as MemoryLedger;
    return Object.fromEntries(records.map((r) => [`${r.apiKeyId} ${r.day} ${r.usagePlanId}`, r.used]));
  }

  private addUp({ Tier, Requests = 0, KeysOver80Percent = 0 }: Record<string, number>): void {
    const sums = (this.sums[Tier] ??= { Requests: 0, KeysOver80Percent: 0 });
    sums.Requests += Requests;
    sums.KeysOver80Percent = KeysOver80Percent;
  }
}
