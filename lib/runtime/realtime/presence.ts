import { isLive, Member } from '../contract/realtime/audience';
import { partitionsOf } from '../contract/realtime/connections-table';
import { PresentUser } from '../contract/realtime/frames';
import { ConnectionStore } from './ports';

/** Who is in a channel: all partitions at a time, page by page. */
export async function readPresence(
  store: Pick<ConnectionStore, 'page'>,
  channel: string,
  now: () => number,
): Promise<PresentUser[]> {
  const members = await Promise.all(partitionsOf({ channel }).map((partition) => membersOf(store, partition)));
  return presentUsers(members.flat(), now());
}

/** Users and how many connections each has, by name. Connections without authorization don't count. */
export function presentUsers(members: readonly Member[], nowMs: number): PresentUser[] {
  const counts = new Map<string | undefined, number>();
  for (const member of members.filter((candidate) => isLive(candidate, nowMs))) {
    counts.set(member.user, (counts.get(member.user) ?? 0) + 1);
  }
  return [...counts]
    .map(([user, connections]) => (user === undefined ? { connections } : { user, connections }))
    .sort((one, other) => ((one.user ?? '') < (other.user ?? '') ? -1 : 1));
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
