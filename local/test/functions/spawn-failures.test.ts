import childProcess, { ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { cleanUp, errorResult as error, runFunction } from './function-fixture';

afterEach(async () => {
  jest.restoreAllMocks();
  await cleanUp();
});

/** As Node.js behaves when the gateway has no file descriptor left: no pipes, and an error soon after. */
function withoutDescriptors(): ChildProcess {
  const child = new EventEmitter() as ChildProcess;
  process.nextTick(() => child.emit('error', new Error('spawn node EMFILE')));
  return child;
}

function withoutMemory(): never {
  throw new Error('spawn ENOMEM');
}

it.each([
  ['descriptors', withoutDescriptors, 'spawn node EMFILE'],
  ['memory', withoutMemory, 'spawn ENOMEM'],
])('a machine that is short of %s: an error of the function, and the next call is served', async (_, start, reason) => {
  const { invoke, payload } = runFunction('exports.handler = async () => "fine";', {}, { maxProcessesPerFunction: 1 });
  jest.spyOn(childProcess, 'spawn').mockImplementationOnce(start as never);
  expect(await invoke()).toEqual(error('Runtime.InvalidEntrypoint', expect.stringContaining(reason)));
  expect(await payload()).toBe('fine');
});
