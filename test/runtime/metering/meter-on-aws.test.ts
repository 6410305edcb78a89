import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDbLedger } from '../../../lib/runtime/metering/dynamodb-ledger';
import { meterOnAws } from '../../../lib/runtime/metering/meter-on-aws';
import { TierMetrics } from '../../../lib/runtime/metering/tier-metrics';
import { FREE } from './meter-under-test';
import { startUsageDatabase, UsageDatabase } from './usage-database';

const NOON = Date.parse('2026-03-14T12:00:00Z');

/** API Gateway and EventBridge, as far as the SDK's clients need them. */
const answers = (url: string): object => {
  if (url.startsWith('/usageplans/')) {
    return url.includes('startDate=2026-03-14') ? { values: { k1: [[8, 2]] } } : {};
  }
  return url.startsWith('/apikeys')
    ? { item: [{ id: 'k1', customerId: 'acme' }] }
    : { FailedEntryCount: 0, Entries: [] };
};

let services: Server;
let database: UsageDatabase;
const events: string[] = [];
const environment = { ...process.env };

beforeAll(async () => {
  database = await startUsageDatabase();
  services = createServer(async (request, response) => {
    const { url = '' } = request;
    const body = await text(request);
    if (url === '/') {
      events.push(body);
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers(url)));
  });
  services.listen(0, '127.0.0.1');
  await once(services, 'listening');
  const endpoint = `http://127.0.0.1:${(services.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_API_GATEWAY: endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  });
  jest.spyOn(Date, 'now').mockReturnValue(NOON);
});

afterAll(async () => {
  jest.restoreAllMocks();
  process.env = environment;
  services.close();
  services.closeAllConnections();
  await database.close();
});

it("records usage and raises events through the SDK's own clients", async () => {
  const tableName = await database.createTable();
  const ledger = new DynamoDbLedger(database.client, tableName);
  await ledger.complete(FREE.usagePlanId, '2026-03-13');
  const meter = meterOnAws({ apiName: 'Partners', tableName, eventBus: 'default', tiers: [FREE] });
  const summary = await meter.run(new TierMetrics('Partners', Date.now), () => true);
  expect(summary).toMatchObject({ days: 3, figures: 1, events: 1, failures: [] });
  expect(await ledger.used('k1', FREE.usagePlanId, '2026-03-14', '2026-03-14')).toBe(8);
  expect(await ledger.lastOwner('k1')).toBe('acme');
  expect(events.map((body) => JSON.parse(body).Entries[0].DetailType)).toEqual(['QuotaThresholdReached']);
});
