import { isLive, Member } from '../contract/realtime/audience';
import { PresentUser } from '../contract/realtime/frames';

/** Users and how many connections each has, by name. Connections without authorization don't count. */
export function countUsers(members: readonly Member[], nowMs: number): PresentUser[] {
  const counts = new Map<string | undefined, number>();
  for (const member of members.filter((candidate) => isLive(candidate, nowMs))) {
    counts.set(member.user, (counts.get(member.user) ?? 0) + 1);
  }
  return [...counts]
    .map(([user, connections]) => (user === undefined ? { connections } : { user, connections }))
    .sort((one, other) => ((one.user ?? '') < (other.user ?? '') ? -1 : 1));
}
