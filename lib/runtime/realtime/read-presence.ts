import { Member } from '../contract/realtime/audience';
import { partitionsOf } from '../contract/realtime/connections-table';
import { PresentUser } from '../contract/realtime/frames';
import { countUsers } from './count-users';
import { ConnectionStore } from './ports';

/** Who is in a channel. */
export interface Presence {
  readonly users: PresentUser[];
  /** Whether there are members that were not read. */
  readonly isPartial: boolean;
}

type Pages = Pick<ConnectionStore, 'page'>;

/**
 * Reads all shards of a channel at a time.
 *
 * @param mostOfShard read no more items of each; all where it is left out
 */
export async function readPresence(
  store: Pages,
  channel: string,
  now: () => number,
  mostOfShard?: number,
): Promise<Presence> {
  const shards = await Promise.all(
    partitionsOf({ channel }).map((partition) =>
      mostOfShard === undefined ? everyone(store, partition) : store.page(partition, undefined, mostOfShard),
    ),
  );
  const members = shards.flatMap((shard) => shard.members);
  return { users: countUsers(members, now()), isPartial: shards.some(({ next }) => next !== undefined) };
}

async function everyone(store: Pages, partition: string): Promise<{ members: Member[]; next?: undefined }> {
  const members: Member[] = [];
  let after: string | undefined;
  do {
    const page = await store.page(partition, after);
    members.push(...page.members);
    after = page.next;
  } while (after !== undefined);
  return { members };
}
