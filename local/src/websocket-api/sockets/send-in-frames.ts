import { WebSocket } from 'ws';
import { LARGEST_FRAME_BYTES } from '../message-limits';

/** Sends a text message in as many frames as it takes (W-32). */
export function sendInFrames(socket: WebSocket, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  // a client that has gone by now is told by the socket's close
  const send = (frame: Buffer, fin: boolean): void => socket.send(frame, { binary: false, fin }, () => undefined);
  let start = 0;
  for (; bytes.length - start > LARGEST_FRAME_BYTES; start += LARGEST_FRAME_BYTES) {
    send(bytes.subarray(start, start + LARGEST_FRAME_BYTES), false);
  }
  send(bytes.subarray(start), true);
}
