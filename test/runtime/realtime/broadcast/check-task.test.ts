import { FrameTooLargeError, InvalidBroadcastError } from '../../../../lib/runtime/realtime/errors';
import { parseTask } from '../../../../lib/runtime/realtime/broadcast/task';
import { ModelSystem } from '../model/model-system';

const frame = { type: 'message', id: 'b', to: { channel: 'room' }, data: 'hello' };
const job = {
  frame,
  recipients: [
    ['c1', 1_700_000_000_000],
    ['c2', 1, 2],
  ],
  attempt: 7,
};
const reading = { frame, except: ['c3'], partition: 'CHANNEL#room#15', after: 'c4', attempt: 0 };
const beginning = { message: { to: { channel: 'room' }, data: 'hello', id: 'b', except: [] }, attempt: 3 };

const parsed = (value: unknown) => parseTask(JSON.stringify(value), 'id of the message');

it.each([
  { deliver: job },
  { begin: beginning },
  { deliver: { ...job, attempt: 0, reason: 'refused' } },
  { deliver: { ...job, recipients: Array.from({ length: 100 }, () => ['c', 1]) } },
  { resume: reading },
  { resume: { ...reading, frame: { ...frame, to: { all: true } }, partition: 'ALL#63' } },
  { resume: { ...reading, frame: { ...frame, to: { user: 'u' } }, partition: 'USER#u#0' } },
])('takes the task %j as it is', (task) => {
  expect(parsed(task)).toEqual(task);
});

it.each([
  [{ frame: null }, 'frame is no object'],
  [{ ...job, frame: { ...frame, type: 'error' } }, 'frame.type is "message"'],
  [{ ...job, frame: { ...frame, code: 'forbidden' } }, 'unknown member "code"'],
  [{ ...job, frame: { ...frame, id: 7 } }, 'id is a string'],
  [{ ...job, frame: { ...frame, to: { room: 'r' } } }, 'got "room"'],
  [{ ...job, frame: { ...frame, data: undefined } }, 'frame.data is missing'],
  [{ ...job, attempt: -1_000_000_000 }, 'attempt is a whole number from 0 to 7'],
  [{ ...job, attempt: 8 }, 'attempt is'],
  [{ ...job, attempt: 0.5 }, 'attempt is'],
  [{ ...job, attempt: '0' }, 'attempt is'],
  [{ ...job, attempt: undefined }, 'attempt is'],
  [{ ...job, recipients: 'c1' }, 'deliver.recipients'],
  [{ ...job, recipients: Array.from({ length: 101 }, () => ['c', 1]) }, 'deliver.recipients'],
  [{ ...job, recipients: ['c1'] }, 'deliver.recipients'],
  [{ ...job, recipients: [['c1']] }, 'deliver.recipients'],
  [{ ...job, recipients: [['', 1]] }, 'deliver.recipients'],
  [{ ...job, recipients: [['c1', '1']] }, 'deliver.recipients'],
  [{ ...job, recipients: [['c1', 1, null]] }, 'deliver.recipients'],
  [{ ...job, recipients: [['c1', 1, 2, 3]] }, 'deliver.recipients'],
  [{ ...job, reason: 'mine' }, 'deliver.reason'],
  [{ ...job, more: 1 }, 'unknown member "more"'],
  [[job], 'deliver is no object'],
])('refuses the job %j', (deliver, problem) => {
  expect(() => parsed({ deliver })).toThrow(InvalidBroadcastError);
  expect(() => parsed({ deliver })).toThrow(problem);
});

it.each([
  [{ ...reading, partition: 'CHANNEL#room#16' }, 'resume.partition'],
  [{ ...reading, partition: 'CHANNEL#other#0' }, 'resume.partition'],
  [{ ...reading, partition: 'ALL#0' }, 'resume.partition'],
  [{ ...reading, partition: ['ALL#0'] }, 'resume.partition'],
  [{ ...reading, frame: { ...frame, to: { connection: 'c' } } }, 'resume.partition'],
  [{ ...reading, after: undefined }, 'resume.after'],
  [{ ...reading, after: { S: 'c' } }, 'resume.after'],
  [{ ...reading, except: 'c' }, 'except is an array'],
  [{ ...reading, attempt: -1 }, 'attempt is'],
  [{ ...reading, limit: 1 }, 'unknown member "limit"'],
  [null, 'resume is no object'],
])('refuses the rest of a partition %j', (resume, problem) => {
  expect(() => parsed({ resume })).toThrow(InvalidBroadcastError);
  expect(() => parsed({ resume })).toThrow(problem);
});

it.each([
  [{ ...beginning, message: { ...beginning.message, id: undefined } }, 'id is a string'],
  [{ ...beginning, message: { ...beginning.message, to: {} } }, 'exactly one'],
  [{ ...beginning, attempt: -1 }, 'attempt is'],
  [{ ...beginning, more: 1 }, 'unknown member "more"'],
])('refuses the beginning %j', (begin, problem) => {
  expect(() => parsed({ begin })).toThrow(InvalidBroadcastError);
  expect(() => parsed({ begin })).toThrow(problem);
});

it('a broadcast has the id of its message, unless it has one', () => {
  const message = { to: { all: true }, data: 1, except: [] };
  expect(parsed(message)).toEqual({ begin: { message: { ...message, id: 'id of the message' }, attempt: 0 } });
  expect(parsed({ ...message, id: 'own' })).toEqual({ begin: { message: { ...message, id: 'own' }, attempt: 0 } });
});

it('W-32: refuses a task whose frame is larger than any may be', () => {
  const large = { ...job, frame: { ...frame, data: 'x'.repeat(131_072) } };
  expect(() => parsed({ deliver: large })).toThrow(FrameTooLargeError);
});

it('refuses what is two tasks, or a task and a broadcast', () => {
  expect(() => parsed({ deliver: job, resume: reading })).toThrow('unknown member "deliver"');
  expect(() => parsed({ deliver: job, to: { all: true }, data: 1 })).toThrow('unknown member "deliver"');
});

it('a forged task is set aside at once: nobody is told, and nothing is tried again', async () => {
  const system = new ModelSystem();
  system.connect('c1', { channels: ['room'] });
  system.endpoint.fault = () => 'retry';
  const forged = [
    { deliver: { ...job, attempt: -1_000_000_000 } },
    { deliver: { frame: null } },
    { resume: { ...reading, partition: 'ALL#0' } },
  ];
  void system.broadcastQueue.send(forged.map((task) => ({ body: JSON.stringify(task) })));
  await system.time.run(60);
  expect(system.endpoint.posts).toBe(0);
  expect(system.deadLetters.messages).toHaveLength(3);
});
