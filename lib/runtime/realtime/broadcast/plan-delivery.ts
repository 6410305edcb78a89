import { Recipient } from './delivery-job';

/** Recipients that are told at once, by whoever has read them: it takes one worker less than a second. */
export const LARGEST_DIRECT = 50;

/** What the first page of a partition has brought. */
export interface Reading {
  readonly partition: string;
  readonly recipients: readonly Recipient[];
  /** Sort key to go on after, where there is more. */
  readonly next?: string;
}

export interface DeliveryPlan {
  readonly how: 'directly' | 'by jobs';
  readonly recipients: readonly Recipient[];
  /** Partitions with more in them. */
  readonly rest: readonly { readonly partition: string; readonly after: string }[];
}

/** How an audience is reached: the one place where its size matters. */
export function planDelivery(readings: readonly Reading[]): DeliveryPlan {
  const recipients = readings.flatMap((reading) => reading.recipients);
  const rest = readings.flatMap(({ partition, next }) => (next === undefined ? [] : { partition, after: next }));
  const isSmall = rest.length === 0 && recipients.length <= LARGEST_DIRECT;
  return { how: isSmall ? 'directly' : 'by jobs', recipients, rest };
}
