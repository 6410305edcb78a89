import { once } from 'node:events';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';

import { GatewayError } from './errors';

/** Binds a server to this machine only and gives its base URL; port 0 picks a free one. */
export async function listenOnLoopback(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = code === 'EADDRINUSE' ? 'it is in use; choose another' : message;
    throw new GatewayError(`cannot listen on port ${port} of 127.0.0.1: ${problem}`);
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Closes a server without waiting for clients that keep their connections open. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
