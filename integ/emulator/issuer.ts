import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../../local/src';

/** An issuer that really is on this machine, where the shipped authorizer finds its keys over plain http. */
export async function startIssuer(): Promise<DevelopmentIssuer> {
  const port = await freePort();
  return startDevelopmentIssuer({ issuer: `http://127.0.0.1:${port}`, port });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
