import { ControlPlane } from '../../../lib/runtime/metering/control-plane';
import { Throttled } from './fake-api-gateway';

let time: number;
let waits: number[];
let controlPlane: ControlPlane;
beforeEach(() => {
  time = 0;
  waits = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    time += milliseconds;
  };
  controlPlane = new ControlPlane({ now: () => time, sleep, random: () => 1 });
});

const failing = (times: number, error: unknown) => {
  let calls = 0;
  return async () => {
    if (calls++ < times) {
      throw error;
    }
    return calls;
  };
};

it('leaves most of the ten calls a second that an account has to others', async () => {
  for (let call = 0; call < 41; call++) {
    await controlPlane.call(async () => call);
  }
  expect(time).toBe(10_000);
});

it('does not wait where there was time enough', async () => {
  await controlPlane.call(async () => 1);
  time = 5_000;
  await controlPlane.call(async () => 1);
  expect(waits).toEqual([]);
});

it('waits longer each time it is throttled, up to a limit', async () => {
  await expect(controlPlane.call(failing(8, new Throttled()))).resolves.toBe(9);
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

it('waits at random, so that several meters do not come back together', async () => {
  const halved: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => void halved.push(milliseconds);
  let now = 0;
  const other = new ControlPlane({ now: () => (now += 1_000), sleep, random: () => 0.5 });
  await other.call(failing(2, new Throttled()));
  expect(halved).toEqual([250, 500]);
});

it('gives up after nine attempts', async () => {
  await expect(controlPlane.call(failing(9, new Throttled()))).rejects.toThrow(Throttled);
});

it.each([
  Object.assign(new Error(), { name: 'InternalFailure', $metadata: { httpStatusCode: 500 } }),
  Object.assign(new Error(), { code: 'ECONNRESET' }),
  Object.assign(new Error(), { name: 'TimeoutError' }),
])('calls again after %j', async (error) => {
  await expect(controlPlane.call(failing(1, error))).resolves.toBe(2);
});

it.each([
  Object.assign(new Error('no'), { name: 'NotFoundException', $metadata: { httpStatusCode: 404 } }),
  new TypeError('no'),
])('does not call again after %j', async (error) => {
  await expect(controlPlane.call(failing(1, error))).rejects.toBe(error);
  expect(waits).toEqual([]);
});
