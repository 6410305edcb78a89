import { BroadcastMessage, LARGEST_FRAME } from '../../contract/realtime/broadcast-message';
import { BroadcastFrame } from '../../contract/realtime/frames';
import { FrameTooLargeError, InvalidBroadcastError } from '../errors';
import { toJson } from './to-json';

/** What clients get of a broadcast. Throws where it is more than they can get. */
export function frameOf({ to, data }: BroadcastMessage, id: string): BroadcastFrame {
  const frame: BroadcastFrame = { type: 'message', id, to, data };
  const bytes = Buffer.byteLength(textOf(frame));
  if (bytes > LARGEST_FRAME) {
    throw new FrameTooLargeError(bytes);
  }
  return frame;
}

function textOf(frame: BroadcastFrame): string {
  try {
    return toJson(frame);
  } catch (cause) {
    throw new InvalidBroadcastError('data is nothing that JSON knows', { cause });
  }
}
