import { Agent, request } from 'node:http';
import { SocketClient } from '../support/socket-client';

export interface Client {
  /** Sends one request, and gives the status and body of the answer, or the frame. */
  ask(): Promise<string>;
  close(): void;
}

export function httpClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const outgoing = request(url, { agent }, (incoming) => {
        let body = '';
        incoming.setEncoding('utf8').on('data', (text: string) => (body += text));
        incoming.on('end', () => resolve(`${incoming.statusCode} ${body}`));
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  return { ask, close: () => agent.destroy() };
}

export async function socketClient(url: string): Promise<Client> {
  const client = await SocketClient.open(url);
  const closed = client.closed.then(({ code }) => {
    throw new Error(`the connection was closed with ${code}`);
  });
  // it is, in the end
  closed.catch(() => undefined);
  const ask = async (): Promise<string> => {
    client.send('x');
    return `200 ${await Promise.race([client.next(), closed])}`;
  };
  return { ask, close: () => void client.close() };
}
