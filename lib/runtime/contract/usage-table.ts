/** The table of usage: what the construct makes, the handler writes and docs/metering.md describes. */
export const USAGE_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Finds one customer's days, and with `begins_with` a month of them. */
  customerIndex: { name: 'customer-day', partitionKey: 'customerId', sortKey: 'day' },
  /** Finds one tier's day. */
  tierIndex: { name: 'tier-day', partitionKey: 'tier', sortKey: 'day' },
} as const;

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

const keyPartition = (apiKeyId: string): string => `KEY#${apiKeyId}`;

/** Where a day sorts among the items of a key: before the figures of that day, behind those of the day before. */
export const daySortKey = (day: string): string => `DAY#${day}`;

/** What a key used on a day in a usage plan: two items where it moved from one to the other that day. */
export const usageItem = (apiKeyId: string, day: string, usagePlanId: string): ItemKey => ({
  pk: keyPartition(apiKeyId),
  sk: `${daySortKey(day)}#PLAN#${usagePlanId}`,
});

/** That an event was raised. */
export const thresholdItem = (
  apiKeyId: string,
  usagePlanId: string,
  periodStart: string,
  threshold: number,
): ItemKey => ({
  pk: keyPartition(apiKeyId),
  sk: `QUOTA#${usagePlanId}#${periodStart}#${threshold}`,
});

/** How far a usage plan has been read. */
export const progressItem = (usagePlanId: string): ItemKey => ({ pk: `PLAN#${usagePlanId}`, sk: 'PROGRESS' });
