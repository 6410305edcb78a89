import {
  EventBridgeClient,
  PutEventsCommand,
  PutEventsRequestEntry,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { defaultCredentials } from '../../src';
import { answerEvents, PutEvent } from '../../src/events/events-endpoint';
import { awsError, openAwsEndpoint, RunningEndpoint } from '../support/aws-endpoint';
import { TestClock } from '../support/gateway';

const clock = new TestClock(Date.now());
let endpoint: RunningEndpoint;
let client: EventBridgeClient;
let events: PutEvent[];

beforeAll(async () => {
  const onEvent = (event: PutEvent) => void events.push(event);
  endpoint = await openAwsEndpoint(clock, {
    events: (request) => answerEvents(request, { clock, credentials: defaultCredentials, onEvent }),
  });
  client = new EventBridgeClient(endpoint.client());
});
beforeEach(() => {
  events = [];
});
afterAll(async () => {
  client.destroy();
  await endpoint.close();
});

const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));
const ORDER = { Source: 'shop', DetailType: 'Ordered', Detail: '{"id":7}' };

it('events are taken and kept', async () => {
  const { FailedEntryCount, Entries } = await put(ORDER, { ...ORDER, EventBusName: 'orders' });
  expect([FailedEntryCount, Entries?.length]).toEqual([0, 2]);
  const common = {
    source: 'shop',
    detailType: 'Ordered',
    detail: { id: 7 },
    time: new Date(clock.now()).toISOString(),
  };
  expect(events).toEqual([
    { ...common, id: Entries![0]!.EventId, eventBus: 'default' },
    { ...common, id: Entries![1]!.EventId, eventBus: 'orders' },
  ]);
});

it('an entry fails alone', async () => {
  const { FailedEntryCount, Entries } = await put({ ...ORDER, Source: undefined }, { ...ORDER, Detail: '{' }, ORDER);
  expect(FailedEntryCount).toBe(2);
  expect(Entries).toMatchObject([
    { ErrorCode: 'InvalidArgument', ErrorMessage: expect.stringContaining('Source') },
    { ErrorCode: 'MalformedDetail' },
    { EventId: expect.any(String) },
  ]);
  expect(events).toHaveLength(1);
});

it('eleven at once are too many', async () => {
  expect(await awsError(put(...Array<PutEventsRequestEntry>(11).fill(ORDER)))).toMatchObject({
    name: 'ValidationException',
    status: 400,
  });
});

it('an action that is not served is refused by its name', async () => {
  expect(await awsError(client.send(new PutRuleCommand({ Name: 'x', EventPattern: '{}' })))).toMatchObject({
    message: expect.stringContaining('AWSEvents.PutRule is not served by the local gateway'),
  });
});
