const HEARTBEAT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 30_000;
/** As many ids as duplicates could be far apart. */
const REMEMBERED = 1_000;

/**
 * Stays connected: joins its channel each time, keeps the connection from being idle, and drops what was delivered twice.
 *
 * @param {{ url: string, getToken: () => Promise<string>, channel: string, onMessage: (data: unknown) => void,
 *   onStatus: (text: string) => void }} options
 */
export function stayConnected({ url, getToken, channel, onMessage, onStatus }) {
  const seen = new Set();
  let failures = 0;

  const connect = async () => {
    onStatus('Connecting …');
    // a page cannot set headers: the token goes where subprotocols do, and not into the URL, which ends up in logs
    const socket = new WebSocket(url, ['bearer', await getToken()]);
    const heartbeat = setInterval(() => socket.readyState === WebSocket.OPEN && send({ action: 'ping' }), HEARTBEAT_MS);
    const send = (message) => socket.send(JSON.stringify(message));

    socket.onopen = () => send({ action: 'subscribe', channel });
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.type === 'subscribed') {
        failures = 0;
        onStatus(`Live: ${frame.channel}`);
      }
      if (frame.type === 'error') onStatus(`Refused: ${frame.message}`);
      if (frame.type === 'message' && isNew(frame.id)) onMessage(frame.data);
    };
    socket.onclose = () => {
      clearInterval(heartbeat);
      // spread out, or everyone comes back at once after an outage
      const wait = Math.random() * Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** failures);
      failures += 1;
      onStatus('Disconnected, trying again');
      setTimeout(connect, wait);
    };
  };

  const isNew = (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value);
    return true;
  };

  void connect();
}
