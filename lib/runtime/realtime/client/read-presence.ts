import type { Member } from '../../contract/realtime/audience';
import { partitionsOf } from '../../contract/realtime/connections-table';
import type { PresentUser } from '../../contract/realtime/frames';
import { countUsers } from '../count-users';
import type { ConnectionStore } from '../ports';

/** Who is in a channel: all partitions at a time, page by page. */
export async function readPresence(
  store: Pick<ConnectionStore, 'page'>,
  channel: string,
  now: () => number,
): Promise<PresentUser[]> {
  const members = await Promise.all(partitionsOf({ channel }).map((partition) => membersOf(store, partition)));
  return countUsers(members.flat(), now());
}

async function membersOf(store: Pick<ConnectionStore, 'page'>, partition: string): Promise<Member[]> {
  const members: Member[] = [];
  let after: string | undefined;
  do {
    const page = await store.page(partition, after);
    members.push(...page.members);
    after = page.next;
  } while (after !== undefined);
  return members;
}
