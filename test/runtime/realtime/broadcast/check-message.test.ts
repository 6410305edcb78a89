import * as fc from 'fast-check';
import { checkMessage } from '../../../../lib/runtime/realtime/broadcast/check-message';
import { frameOf } from '../../../../lib/runtime/realtime/broadcast/broadcast-frame';
import { FrameTooLargeError, InvalidBroadcastError } from '../../../../lib/runtime/realtime/errors';
import { packJobs, Recipient } from '../../../../lib/runtime/realtime/broadcast/delivery-job';
import { entryOf, parseTask } from '../../../../lib/runtime/realtime/broadcast/task';
import { toJson } from '../../../../lib/runtime/realtime/broadcast/to-json';

const ALL = { all: true } as const;

it.each([
  { to: { all: true }, data: null },
  { to: { channel: 'c'.repeat(256) }, data: 0 },
  { to: { user: 'u' }, data: '', id: 'i'.repeat(128) },
  { to: { connection: 'L0SM9cOFvHcCIhw=' }, data: [], except: Array.from({ length: 100 }, (_, index) => `c${index}`) },
])('takes %j', (message) => {
  expect(checkMessage(message)).toEqual({ except: [], ...message });
});

it.each([
  [null, 'the message is no object'],
  [[], 'the message is no object'],
  [{ data: 1 }, 'to is no object'],
  [{ to: ALL }, 'data is missing'],
  [{ to: {}, data: 1 }, 'exactly one'],
  [{ to: { channel: 'a', user: 'b' }, data: 1 }, 'exactly one'],
  [{ to: { all: false }, data: 1 }, 'to.all is true'],
  [{ to: { room: 'a' }, data: 1 }, 'got "room"'],
  [{ to: { constructor: 'a' }, data: 1 }, 'got "constructor"'],
  [{ to: { channel: '' }, data: 1 }, 'to.channel is a string of 1 to 256 bytes'],
  [{ to: { channel: 'ü'.repeat(129) }, data: 1 }, 'to.channel is a string'],
  [{ to: { user: 7 }, data: 1 }, 'to.user is a string'],
  [{ to: { connection: 'c'.repeat(129) }, data: 1 }, 'to.connection is a string'],
  [{ to: ALL, data: 1, id: '' }, 'id is a string of 1 to 128 characters'],
  [{ to: ALL, data: 1, id: null }, 'id is a string'],
  [{ to: ALL, data: 1, id: 'i'.repeat(129) }, 'id is a string'],
  [{ to: ALL, data: 1, except: 'c' }, 'except is an array'],
  [{ to: ALL, data: 1, except: [''] }, 'an id in except'],
  [{ to: ALL, data: 1, except: Array.from({ length: 101 }, () => 'c') }, 'at most 100 ids, got 101'],
  [{ to: ALL, data: 1, exept: [] }, 'unknown member "exept"'],
])('refuses %j', (message, problem) => {
  expect(() => checkMessage(message)).toThrow(InvalidBroadcastError);
  expect(() => checkMessage(message)).toThrow(problem);
});

it('says of text that is no JSON nothing but that', () => {
  expect(() => parseTask('secret {', 'id')).toThrow(/^not a broadcast: the message is no JSON$/);
});

it('W-32: a frame of 128 KB is one, and a byte more is not', () => {
  const envelope = toJson(frameOf({ to: ALL, data: '' }, 'id')).length;
  expect(frameOf({ to: ALL, data: 'x'.repeat(131_072 - envelope) }, 'id').data).toHaveLength(131_072 - envelope);
  const larger = () => frameOf({ to: ALL, data: 'x'.repeat(131_073 - envelope) }, 'id');
  expect(larger).toThrow(FrameTooLargeError);
  expect(larger).toThrow('the frame has 131073 bytes, at most 131072 can be sent');
});

it('counts bytes, not characters', () => {
  expect(() => frameOf({ to: ALL, data: '€'.repeat(50_000) }, 'id')).toThrow('150056 bytes');
});

it.each([[1n], [{ deep: [1n] }]])('refuses data that JSON does not know', (data) => {
  expect(() => frameOf({ to: ALL, data }, 'id')).toThrow('data is nothing that JSON knows');
});

it('any frame fits into a job with all its recipients, and comes out as it went in', () => {
  const recipients: Recipient[] = Array.from({ length: 100 }, () => [
    '"'.repeat(128),
    1_800_000_000_000,
    1_800_000_000,
  ]);
  for (const character of ['"', '\\', '\u0001', '\uFFFF', '€', '😀', '\uD800']) {
    const bytes = Buffer.byteLength(toJson(character)) - 2;
    const frame = frameOf(
      { to: { channel: 'c'.repeat(256) }, data: character.repeat(Math.floor(130_500 / bytes)) },
      'id',
    );
    const [job] = packJobs(frame, recipients);
    const { body } = entryOf({ deliver: job });
    expect(Buffer.byteLength(body)).toBeLessThan(262_144);
    expect(parseTask(body, 'id')).toEqual({ deliver: job });
    expect(body).not.toMatch(/[\uFFFE\uFFFF]/);
  }
});

it('jobs have all recipients once, at most 100 each', () => {
  const frame = frameOf({ to: ALL, data: 1 }, 'id');
  fc.assert(
    fc.property(fc.nat(450), (count) => {
      const recipients = Array.from({ length: count }, (_, index): Recipient => [`c${index}`, index]);
      const jobs = packJobs(frame, recipients);
      expect(jobs.flatMap((job) => job.recipients)).toEqual(recipients);
      expect(jobs.every((job) => job.recipients.length > 0 && job.recipients.length <= 100)).toBe(true);
    }),
  );
});
