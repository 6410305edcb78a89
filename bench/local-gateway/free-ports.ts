import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';

/** Ports of 127.0.0.1 in a row on which nobody listens. */
export async function freePorts(count: number): Promise<[number, ...number[]]> {
  const first = await listen(0);
  const { port } = first.address() as AddressInfo;
  const others = await Promise.allSettled(Array.from({ length: count - 1 }, (_, index) => listen(port + index + 1)));
  for (const server of [first, ...others.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))]) {
    server.close();
    await once(server, 'close');
  }
  if (others.some(({ status }) => status === 'rejected')) return freePorts(count);
  return [port, ...others.map((_, index) => port + index + 1)];
}

async function listen(port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
