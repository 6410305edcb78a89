import { ItemKey, usageItem } from '../../../lib/runtime/contract/usage-table';
import { Day } from '../../../lib/runtime/metering/day';
import { CLAIM_MILLISECONDS, UsageLedger, UsageRecord } from '../../../lib/runtime/metering/usage-ledger';

const textOf = ({ pk, sk }: ItemKey): string => `${pk} ${sk}`;

/** The ledger in memory, for many runs a second. usage-ledger.test.ts holds it to the same rules as the real one. */
export class MemoryLedger implements UsageLedger {
  public readonly usage = new Map<string, UsageRecord>();
  private readonly markers = new Map<string, { claimedAt: number; raisedAt?: number }>();
  private readonly progress = new Map<string, Day>();

  /** @param pause called before each step, so that other runs come in between */
  public constructor(private readonly pause: () => Promise<void> = async () => undefined) {}

  public get records(): UsageRecord[] {
    return [...this.usage.values()];
  }

  public async record(record: UsageRecord): Promise<number> {
    await this.pause();
    const key = textOf(usageItem(record.apiKeyId, record.day, record.usagePlanId));
    const before = this.usage.get(key);
    if (before && before.used > record.used) {
      return 0;
    }
    if (before && before.used === record.used && before.readAt >= record.readAt) {
      return 0;
    }
    this.usage.set(key, { ...before, ...record });
    return record.used - (before?.used ?? 0);
  }

  public async used(apiKeyId: string, usagePlanId: string, first: Day, last: Day): Promise<number> {
    await this.pause();
    return this.ofKey(apiKeyId)
      .filter((record) => record.usagePlanId === usagePlanId && record.day >= first && record.day <= last)
      .reduce((sum, { used }) => sum + used, 0);
  }

  public async lastOwner(apiKeyId: string): Promise<string | undefined> {
    await this.pause();
    return this.ofKey(apiKeyId).sort((a, b) => (a.day < b.day ? 1 : -1))[0]?.customerId;
  }

  public async lastCompleteDay(usagePlanId: string): Promise<Day | undefined> {
    await this.pause();
    return this.progress.get(usagePlanId);
  }

  public async complete(usagePlanId: string, day: Day): Promise<void> {
    await this.pause();
    this.progress.set(usagePlanId, [this.progress.get(usagePlanId) ?? '', day].sort()[1]);
  }

  public async claim(event: ItemKey, now: number): Promise<boolean> {
    await this.pause();
    const marker = this.markers.get(textOf(event));
    if (marker && (marker.raisedAt !== undefined || marker.claimedAt >= now - CLAIM_MILLISECONDS)) {
      return false;
    }
    this.markers.set(textOf(event), { claimedAt: now });
    return true;
  }

  public async raised(event: ItemKey, now: number): Promise<void> {
    await this.pause();
    this.markers.set(textOf(event), { claimedAt: now, raisedAt: now });
  }

  private ofKey(apiKeyId: string): UsageRecord[] {
    return this.records.filter((record) => record.apiKeyId === apiKeyId);
  }
}
