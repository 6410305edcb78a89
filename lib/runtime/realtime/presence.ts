import { isLive } from '../contract/realtime/audience';
import { partitionsOf } from '../contract/realtime/connections-table';
import { LARGEST_FRAME } from '../contract/realtime/broadcast-message';
import { ChannelFrame, PresentUser } from '../contract/realtime/frames';
import { ConnectionStore } from './ports';

/** Of one answer. */
const MOST_USERS = 1_000;

/** Connections that are read of each shard: of a larger channel, presence is a sample. */
const MOST_READ = 1_000;

/** Who is in a channel, with how many connections. */
export async function presentUsers(
  store: Pick<ConnectionStore, 'page'>,
  channel: string,
  nowMs: number,
): Promise<PresentUser[]> {
  const pages = await Promise.all(
    partitionsOf({ channel }).map((partition) => store.page(partition, undefined, MOST_READ)),
  );
  const counts = new Map<string | undefined, number>();
  for (const { user } of pages.flatMap(({ members }) => members).filter((member) => isLive(member, nowMs))) {
    counts.set(user, (counts.get(user) ?? 0) + 1);
  }
  return [...counts].map(([user, connections]) => ({ ...(user !== undefined && { user }), connections }));
}

/** The answer with as many users as it may have and a frame takes. */
export function presenceFrame(channel: string, users: readonly PresentUser[], ref: string | undefined): ChannelFrame {
  const frame = { type: 'presence' as const, channel, ref };
  let room = LARGEST_FRAME - Buffer.byteLength(JSON.stringify({ ...frame, members: [] }));
  const isRoomFor = (user: PresentUser): boolean => {
    room -= Buffer.byteLength(JSON.stringify(user)) + 1;
    return room >= 0;
  };
  return { ...frame, members: users.slice(0, MOST_USERS).filter(isRoomFor) };
}
