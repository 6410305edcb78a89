import { Browser, BrowserContext, chromium, Page } from 'playwright-core';
import { Inspector } from '../../local/src/inspector/inspector';
import { call } from '../../local/test/support/call';
import { SocketClient } from '../../local/test/support/socket-client';
import { ServedExample, serveOrders } from '../gateway/orders-example';

const ORIGIN = 'https://app.example.com';

let browser: Browser;
let context: BrowserContext;
let example: ServedExample;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
  // time stands still: what is used up stays so
  const now = Date.now();
  example = await serveOrders([ORIGIN], { inspectorPort: 0, clock: { now: () => now } });
}, 60_000);

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  await page.goto(example.gateway.inspectorUrl!);
  await page.getByText('Live', { exact: true }).waitFor();
}, 60_000);

afterEach(async () => {
  await context.close();
  expect(problems.splice(0)).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await example?.close();
});

const requestList = () => page.getByRole('listbox', { name: 'Requests' });
const decisions = () => page.getByRole('region', { name: /→/ });
const focused = () => page.locator(':focus').getAttribute('id');
const newest = () => requestList().getByRole('option').first();

async function partnerCall(): Promise<number> {
  const { value } = example.gateway.apiKeys.find(({ plans }) => plans.some((plan) => plan.endsWith('free')))!;
  const authorization = `Bearer ${await example.issueToken('ada')}`;
  const headers = { authorization, 'x-api-key': value };
  return (await call(example.gateway.url('Partners'), '/products/lamp', { headers })).status;
}

it('routes are listed with what they ask', async () => {
  const shop = page.getByRole('region', { name: /^Routes of .*Shop/ });
  const row = shop.getByRole('row', { name: /^GET \/orders JWT/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/JWT of https:\/\/id\.example\.com for orders\s+orders:read/);
}, 60_000);

it('a call shows up with its decisions; a throttled one says why, and the tier is used up', async () => {
  const tier = page.getByRole('row', { name: /free/ });
  await tier.getByText('2 of 2').waitFor();
  await tier.getByText('1,000 of 1,000 a day').waitFor();

  expect([await partnerCall(), await partnerCall()]).toEqual([200, 200]);
  await tier.getByText('998 of 1,000 a day').waitFor();
  await tier.getByText('0 of 2').waitFor();
  await newest().click();
  expect(await decisions().getByRole('listitem').allInnerTexts()).toEqual(
    ['route', 'authorize', 'key', 'throttle', 'integrate'].map((step) =>
      expect.stringMatching(new RegExp(`${step}\\s+passed`)),
    ),
  );

  expect(await partnerCall()).toBe(429);
  await newest().getByText('429').waitFor();
  await newest().click();
  const refusal = decisions().getByRole('listitem').last();
  expect(await refusal.innerText()).toMatch(/throttle\s+refused\s+over the limit of the plan .*free/);
  await page
    .getByRole('status')
    .getByText(/products\/lamp: 429$/)
    .waitFor();
  await tier.getByText('998 of 1,000 a day').waitFor();
}, 60_000);

it('a connection is there with its user and channels for as long as it is open', async () => {
  const token = await example.issueToken('ada');
  const client = await SocketClient.open(example.gateway.url('Live'), ['bearer', token], { origin: ORIGIN });
  client.send({ action: 'subscribe', channel: 'orders:ada' });
  expect(await client.nextJson()).toMatchObject({ type: 'subscribed' });
  const connection = page.getByRole('row', { name: /orders:ada/ });
  await connection.waitFor();
  expect(await connection.innerText()).toMatch(/^\S{6}…\s+ada\s/);
  expect(await page.content()).not.toContain(token);
  await client.close();
  await page.getByText('Nobody is connected.').waitFor();
}, 60_000);

it('everything is in reach of the keyboard', async () => {
  const shop = example.gateway.url('Shop');
  for (const path of ['/one', '/two', '/three']) await call(shop, path);
  await newest().getByText('/three').waitFor();

  // the first thing on the page leads to the requests
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused()).toBe('request-list');
  const heading = () => decisions().getByRole('heading').innerText();
  expect(await heading()).toBe('GET /three → 404');
  await page.keyboard.press('ArrowDown');
  expect(await heading()).toBe('GET /two → 404');
  await page.keyboard.press('Home');
  expect(await heading()).toBe('GET /three → 404');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('decisions');

  // back over the list to the filter, whose choices the arrow keys go through
  await page.getByLabel('Status').focus();
  await page.keyboard.press('End');
  await page.getByText('No request fits the filter.').waitFor();
  await page.keyboard.press('ArrowUp');
  await newest().getByText('/three').waitFor();
}, 60_000);

it('what a request has in it never becomes markup', async () => {
  const path = `/<img/src=x/onerror=alert(1)><b>bold</b>`;
  await call(example.gateway.url('Shop'), path);
  await newest().getByText('<b>bold</b>').waitFor();
  await newest().click();
  expect(await decisions().getByRole('heading').innerText()).toBe(`GET ${path} → 404`);
  expect(await page.locator('main img, main b').count()).toBe(0);
}, 60_000);

it('a page that outlives its gateway says so, and goes on with the next one', async () => {
  const start = async (port: number) => {
    const inspector = new Inspector(async () => ({ apis: [], tiers: [], connections: [] }));
    await inspector.open(port);
    return inspector;
  };
  const first = await start(0);
  await page.goto(first.url!);
  await page.getByText('Live', { exact: true }).waitFor();
  await first.close();
  await page.getByText('Disconnected, trying again').waitFor();
  const second = await start(Number(new URL(first.url!).port));
  await page.getByText('Live', { exact: true }).waitFor();
  await page.close();
  await second.close();
  // the browser complains of each vain attempt
  expect(problems.splice(0).filter((problem) => !problem.includes('Failed to load resource'))).toEqual([]);
}, 60_000);
