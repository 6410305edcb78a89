import { Message } from './message';

/**
 * Those whose turn it is in a FIFO queue: nobody overtakes an earlier message of its group, be it with a receiver or
 * delayed. The one that holds up its group is among them.
 */
export function withoutOvertaking(messages: readonly Message[], now: number): Message[] {
  const heldUp = new Set<string>();
  return messages.filter(({ groupId = '', visibleAt }) => {
    if (heldUp.has(groupId)) return false;
    if (visibleAt > now) heldUp.add(groupId);
    return true;
  });
}
