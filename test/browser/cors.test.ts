import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Browser, chromium } from 'playwright-core';
import { Authorization, Cors, RouteIntegration, SecureHttpApi } from '../../lib';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../../local/src';
import { echo, served } from '../gateway/synthesized';

const ISSUER = 'https://id.example.com';

let browser: Browser;
let issuer: DevelopmentIssuer;
let allowed: PageServer;
let other: PageServer;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
  [issuer, allowed, other] = await Promise.all([startDevelopmentIssuer({ issuer: ISSUER }), servePage(), servePage()]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([issuer?.close(), allowed?.close(), other?.close()]);
});

/** What a page gets from fetch: the status, or the name of the error that hides it. */
async function fetchFrom(page: PageServer, url: string, token?: string): Promise<number | string> {
  const tab = await browser.newPage();
  try {
    await tab.goto(page.origin);
    return await tab.evaluate(
      async ([target, bearer]) => {
        try {
          const headers: Record<string, string> = bearer ? { authorization: `Bearer ${bearer}` } : {};
          return (await fetch(target, { headers, credentials: 'include' })).status;
        } catch (error) {
          return (error as Error).name;
        }
      },
      [url, token ?? ''],
    );
  } finally {
    await tab.close();
  }
}

it.each(['GET /orders', 'ANY /orders', '$default'])(
  'a page of an allowed origin calls %s and reads its errors; a page of another origin reads nothing (H-45, H-46, H-49)',
  async (routeKey) => {
    await served(
      (stack) => {
        const api = new SecureHttpApi(stack, 'Api', {
          authorization: Authorization.jwt({ issuer: ISSUER, audience: ['orders'] }),
          cors: Cors.allowOrigins([allowed.origin], { credentials: true }),
        });
        api.addRoute(routeKey, RouteIntegration.lambda(echo(stack)));
      },
      async (gateway) => {
        const url = `${gateway.url('Api')}/orders`;
        const token = await issuer.issue({ sub: 'ada', audience: 'orders' });
        expect(await fetchFrom(allowed, url, token)).toBe(200);
        expect(await fetchFrom(allowed, url)).toBe(401);
        expect(await fetchFrom(other, url, token)).toBe('TypeError');
        expect(await fetchFrom(other, url)).toBe('TypeError');
      },
      { issuers: { [ISSUER]: issuer.url } },
    );
  },
  60_000,
);

interface PageServer {
  readonly origin: string;
  close(): Promise<void>;
}

async function servePage(): Promise<PageServer> {
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>page</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
