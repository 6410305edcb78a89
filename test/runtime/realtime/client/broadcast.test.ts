import { broadcast, Broadcaster, FrameTooLargeError, InvalidBroadcastError } from '../../../../lib/runtime';
import type { BroadcastMessage } from '../../../../lib/runtime';
import { FakeClient } from '../../clients/fake-client';

const QUEUE = 'https://sqs.us-east-1.amazonaws.com/1/broadcasts';

let sqs: FakeClient;
let rooms: Broadcaster;
beforeEach(() => {
  sqs = new FakeClient({ SendMessage: () => ({}) });
  rooms = new Broadcaster({ queueUrl: QUEUE, client: sqs });
});

const sentBody = (): unknown => {
  const { MessageBody, QueueUrl } = JSON.parse(sqs.sent[0].replace('SendMessage ', ''));
  expect([sqs.sent.length, QueueUrl]).toEqual([1, QUEUE]);
  return JSON.parse(MessageBody);
};

it('sends one message, with an id that the caller gets', async () => {
  const { id } = await rooms.broadcast({ to: { channel: 'room-1' }, data: { text: 'hello' } });
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(sentBody()).toEqual({ to: { channel: 'room-1' }, data: { text: 'hello' }, id, except: [] });
});

it('keeps an id that is given', async () => {
  const message: BroadcastMessage = { to: { all: true }, data: null, id: 'mine', except: ['c1'] };
  await expect(rooms.broadcast(message)).resolves.toEqual({ id: 'mine' });
  expect(sentBody()).toEqual(message);
});

it.each([
  [{ to: { channel: '' }, data: 1 }, InvalidBroadcastError],
  [{ to: { all: true }, data: undefined }, InvalidBroadcastError],
  [{ to: { all: true }, data: 'x'.repeat(131_072) }, FrameTooLargeError],
])('refuses what can not be broadcast, and sends nothing', async (message, error) => {
  await expect(rooms.broadcast(message as BroadcastMessage)).rejects.toThrow(error);
  expect(sqs.sent).toEqual([]);
});

it('tells bytes and limit', async () => {
  const error = await rooms
    .broadcast({ to: { all: true }, data: 'x'.repeat(200_000), id: 'i' })
    .catch((caught) => caught);
  expect([error.bytes, error.limit]).toEqual([200_055, 131_072]);
});

it('says which grant is missing', async () => {
  await expect(broadcast({ to: { all: true }, data: 1 })).rejects.toThrow(
    'environment variable BROADCAST_QUEUE_URL is missing; call grantBroadcast of the API for this function',
  );
});
