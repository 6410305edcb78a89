import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ControlPlane } from '../../../lib/runtime/metering/control-plane';
import { Figure, UsageReader } from '../../../lib/runtime/metering/usage-reader';

/** Answers by path, as bodies of the service's wire format. */
const answers: Record<string, object> = {};
const asked: string[] = [];

let server: Server;
let reader: UsageReader;
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[url] ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new APIGatewayClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tools = { now: () => 0, sleep: async () => undefined, random: () => 0 };
  reader = new UsageReader(client, new ControlPlane(tools));
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});
beforeEach(() => {
  asked.length = 0;
});

const pageUrl = (position = ''): string =>
  `/usageplans/plan1/usage?endDate=2026-03-14&limit=500${position}&startDate=2026-03-14`;

async function figures(): Promise<Figure[]> {
  const all: Figure[] = [];
  for await (const page of reader.figures('plan1', '2026-03-14')) {
    all.push(...page);
  }
  return all;
}

it('reads the pages of a day as the service writes them', async () => {
  const envelope = { usagePlanId: 'plan1', startDate: '2026-03-14', endDate: '2026-03-14' };
  answers[pageUrl()] = { ...envelope, position: 'p2', values: { k1: [[137, 999_863]] } };
  answers[pageUrl('&position=p2')] = { ...envelope, values: { k2: [[84, 0]] } };
  expect(await figures()).toEqual([
    { apiKeyId: 'k1', used: 137, remaining: 999_863 },
    { apiKeyId: 'k2', used: 84, remaining: 0 },
  ]);
  expect(asked).toEqual([pageUrl(), pageUrl('&position=p2')]);
});

it('takes a day without requests in any form', async () => {
  answers[pageUrl()] = { values: { k1: [[0, 10]], k2: [[]], k3: [] } };
  expect(await figures()).toEqual([
    { apiKeyId: 'k1', used: 0, remaining: 10 },
    { apiKeyId: 'k2', used: 0 },
    { apiKeyId: 'k3', used: 0 },
  ]);
  answers[pageUrl()] = {};
  expect(await figures()).toEqual([]);
});

it('takes no figure of which it does not know the day', async () => {
  const pairs = [
    [1, 9],
    [2, 7],
  ];
  answers[pageUrl()] = { values: { k1: pairs } };
  await expect(figures()).rejects.toThrow('asked for one day of key k1, got 2');
});

it('reads whose the keys are, and not their values', async () => {
  answers['/apikeys?includeValues=false&limit=500'] = {
    position: 'p2',
    item: [{ id: 'k1', name: 'Acme', customerId: 'acme' }],
  };
  answers['/apikeys?includeValues=false&limit=500&position=p2'] = { item: [{ id: 'k2', customerId: '' }] };
  expect([...(await reader.owners())]).toEqual([
    ['k1', 'acme'],
    ['k2', 'k2'],
  ]);
});
