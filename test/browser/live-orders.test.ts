import { Browser, BrowserContext, chromium, Page } from 'playwright-core';
import { servePage } from '../../examples/orders/page-server.mjs';
import { ServedExample, serveOrders } from '../gateway/orders-example';

let browser: Browser;
let page: Awaited<ReturnType<typeof servePage>>;
let example: ServedExample;
const windows: BrowserContext[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
  const config = {};
  page = await servePage({ port: 0, config, issueToken: (sub) => example.issueToken(sub) });
  example = await serveOrders([`http://localhost:${page.port}`]);
  Object.assign(config, { ordersUrl: example.gateway.url('Shop'), liveUrl: example.gateway.url('Live') });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await Promise.all([example?.close(), page?.close()]);
});

/** A browser of its own, signed in and told that its channel is joined. */
async function signIn(name: string): Promise<Page> {
  const window = await browser.newContext();
  windows.push(window);
  const tab = await window.newPage();
  await tab.goto(`http://localhost:${page.port}`);
  await tab.getByLabel('Your name').fill(name);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByText(`Live: orders:${name}`).waitFor();
  return tab;
}

it('an order placed in one browser comes in live in another of the same customer, and not in that of others', async () => {
  const [one, two, other] = [await signIn('ada'), await signIn('ada'), await signIn('ben')];
  await one.getByLabel('Article').fill('chair');
  await one.getByRole('button', { name: 'Order' }).click();
  await Promise.all([one, two].map((tab) => tab.getByText('1 × chair').waitFor()));

  await other.getByLabel('Article').fill('lamp');
  await other.getByRole('button', { name: 'Order' }).click();
  await other.getByText('1 × lamp').waitFor();
  expect(await other.getByRole('listitem').count()).toBe(1);
  expect(await two.getByRole('listitem').count()).toBe(1);
}, 60_000);

it('a page of another origin gets no connection, though it has a token', async () => {
  const window = await browser.newContext();
  windows.push(window);
  const tab = await window.newPage();
  await tab.goto(`http://127.0.0.1:${page.port}`);
  const outcome = await tab.evaluate(
    ([url, token]) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url, ['bearer', token]);
        socket.onopen = () => resolve('open');
        socket.onclose = ({ code }) => resolve(code);
      }),
    [example.gateway.url('Live'), await example.issueToken('ada')],
  );
  expect(outcome).toBe(1006);
}, 60_000);
