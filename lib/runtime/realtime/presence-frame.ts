import { LARGEST_FRAME } from '../contract/realtime/broadcast-message';
import { ChannelFrame, PresentUser } from '../contract/realtime/frames';
import { Presence } from './read-presence';

/** Of one answer. */
const MOST_USERS = 1_000;

/** The answer with as many users as it may have and a frame takes. */
export function presenceFrame(channel: string, presence: Presence, ref: string | undefined): ChannelFrame {
  const frame = { type: 'presence' as const, channel, ref };
  let room = LARGEST_FRAME - Buffer.byteLength(JSON.stringify({ ...frame, members: [], isPartial: true }));
  const isRoomFor = (user: PresentUser): boolean => {
    room -= Buffer.byteLength(JSON.stringify(user)) + 1;
    return room >= 0;
  };
  const members = presence.users.slice(0, MOST_USERS).filter(isRoomFor);
  const isPartial = presence.isPartial || members.length < presence.users.length;
  return { ...frame, members, ...(isPartial && { isPartial }) };
}
