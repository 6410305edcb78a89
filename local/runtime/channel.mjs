import { writeSync } from 'node:fs';
import { Socket } from 'node:net';

const REQUESTS = 3;
const REPLIES = 4;

/**
 * The line between the gateway and this process: one JSON object a line, requests on descriptor 3, replies on 4.
 * stdout and stderr stay the function's own.
 */
export function openChannel() {
  const requests = new Socket({ fd: REQUESTS, readable: true, writable: false });
  requests.setEncoding('utf8');

  return {
    /** Written before it returns, so that a reply is out even if the process exits right after it. */
    send(message) {
      const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
      for (let written = 0; written < bytes.length;) {
        written += writeSync(REPLIES, bytes, written);
      }
    },

    onMessage(listener) {
      let rest = '';
      requests.on('data', (chunk) => {
        const lines = chunk.split('\n');
        lines[0] = rest + lines[0];
        rest = lines.pop();
        lines.forEach((line) => listener(JSON.parse(line)));
      });
    },

    /** Keeps the process alive while there is nothing to do. */
    hold: () => requests.ref(),

    /** Lets the event loop run empty, which is how a callback handler's end is noticed. */
    release: () => requests.unref(),
  };
}
