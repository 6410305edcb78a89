import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { QUOTA_EVENT, QuotaThreshold, QuotaThresholdReached } from '../contract/quota-event';
import { MeteredQuota, MeteringSettings } from '../contract/metering-settings';
import { thresholdItem } from '../contract/usage-table';
import { Clock } from './day';
import { periodOf } from './quota-period';
import { nearQuota, thresholdsReached } from './thresholds';
import { UsageLedger, UsageRecord } from './usage-ledger';

/** Raises an event where a key has reached a threshold of its quota, once a period. */
export class QuotaEvents {
  public constructor(
    private readonly settings: MeteringSettings,
    private readonly client: EventBridgeClient,
    private readonly ledger: UsageLedger,
    private readonly now: Clock,
  ) {}

  /** @returns how many events were raised */
  public async check(record: UsageRecord, quota: MeteredQuota | undefined): Promise<number> {
    const { apiKeyId, usagePlanId, day, remaining } = record;
    if (!quota || !nearQuota(quota, remaining)) {
      return 0;
    }
    const used = await this.ledger.used(apiKeyId, usagePlanId, periodOf(quota, day).start, day);
    let raised = 0;
    for (const threshold of thresholdsReached(used, remaining)) {
      raised += await this.raiseOnce({ ...record, used, remaining }, quota, threshold);
    }
    return raised;
  }

  private async raiseOnce(
    record: UsageRecord & { remaining: number },
    quota: MeteredQuota,
    threshold: QuotaThreshold,
  ): Promise<number> {
    const { apiKeyId, customerId, day, remaining, tier, usagePlanId, used } = record;
    const { start: periodStart, end: periodEnd } = periodOf(quota, day);
    const marker = thresholdItem(apiKeyId, usagePlanId, periodStart, threshold);
    if (!(await this.ledger.claim(marker, this.now()))) {
      return 0;
    }
    await this.put({
      version: 1,
      id: [apiKeyId, usagePlanId, periodStart, threshold].join(':'),
      apiName: this.settings.apiName,
      apiKeyId,
      customerId,
      tier,
      usagePlanId,
      threshold,
      quota,
      used,
      remaining: Math.max(0, remaining),
      periodStart,
      periodEnd,
      day,
    });
    await this.ledger.raised(marker, this.now());
    return 1;
  }

  private async put(detail: QuotaThresholdReached): Promise<void> {
    const entry = {
      EventBusName: this.settings.eventBus,
      Source: QUOTA_EVENT.source,
      DetailType: QUOTA_EVENT.detailType,
      Detail: JSON.stringify(detail),
    };
    const { FailedEntryCount, Entries } = await this.client.send(new PutEventsCommand({ Entries: [entry] }));
    if (FailedEntryCount) {
      throw new Error(`the event bus refused event ${detail.id}: ${Entries?.[0].ErrorCode}`);
    }
  }
}
