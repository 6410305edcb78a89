import { shardOf } from './shard';
import { Audience } from './audience';

/**
 * The table of connections: what the construct makes, the handlers write and docs/realtime.md describes. Every item
 * has the connection's id as its sort key; the partition key is an audience's shard. No index: what is read is read
 * from the table itself, strongly consistent.
 */
export const CONNECTIONS_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'ttl',
} as const;

/**
 * Into how many partitions an audience is spread. A partition takes 1,000 writes and 3,000 strongly consistent reads
 * of 4 KB a second. Part of every key: never to be changed.
 */
export const SHARDS = { all: 64, channel: 16, user: 4 } as const;

/** A connection is over after 2 hours (W-34); its items are ignored, and taken away, half an hour later. */
export const CONNECTION_LIFETIME_SECONDS = 9_000;

/** One item: `pk` of an audience's shard, `sk` of a connection. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Where the items of an audience are: one partition a shard. */
export function partitionsOf(audience: Audience): string[] {
  return Array.from({ length: shardsOf(audience) }, (_, shard) => partition(audience, shard));
}

/** The item of a connection in an audience. The one in `all` is the connection's own, with all there is to know. */
export function itemOf(audience: Audience, connectionId: string): ItemKey {
  return { pk: partition(audience, shardOf(connectionId, shardsOf(audience))), sk: connectionId };
}

function shardsOf(audience: Audience): number {
  return 'channel' in audience ? SHARDS.channel : 'user' in audience ? SHARDS.user : SHARDS.all;
}

function partition(audience: Audience, shard: number): string {
  const name =
    'channel' in audience ? `CHANNEL#${audience.channel}` : 'user' in audience ? `USER#${audience.user}` : 'ALL';
  return `${name}#${shard}`;
}
