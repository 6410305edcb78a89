import { isAlive } from '../functions/process-life';
import { everyApi } from '../support/every-api';
import { call } from '../support/call';
import { RunningRestApi, serveRestStack } from '../support/rest-api';
import { SocketClient } from '../support/socket-client';

const CLIENTS_A_KIND = 10;
const REQUESTS_A_CLIENT = 20;
/** A kill for so many answers. */
const ANSWERS_A_KILL = 15;

const TELL_PID = `exports.handler = async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { statusCode: 200, body: String(process.pid) };
};`;

// a process is started for each kill, on a machine that may have more to do
jest.setTimeout(120_000);

let api: RunningRestApi | undefined;
afterEach(() => api?.close());

it('under load, each process that is killed costs one request its answer at most, and no other one', async () => {
  api = await serveRestStack(everyApi(TELL_PID));
  const { gateway } = api;
  const pids = new Set<number>();
  const counts = { answers: 0, faults: 0, kills: 0 };

  /** Kills the process that has just answered: it may be with another caller, or nobody. */
  const take = (text: string, fault: RegExp): void => {
    counts.answers += 1;
    if (!/^\d+$/.test(text)) {
      expect(text).toMatch(fault);
      counts.faults += 1;
      return;
    }
    pids.add(Number(text));
    if (counts.answers % ANSWERS_A_KILL !== 0 || !isAlive(Number(text))) return;
    process.kill(Number(text), 'SIGKILL');
    counts.kills += 1;
  };
  const overHttp = (name: string, fault: RegExp) => async () => {
    const { status, body } = await call(gateway.url(name), '/');
    take(status === 200 ? body : `${status} ${body}`, fault);
  };
  const overSocket = async () => {
    const client = await SocketClient.open(gateway.url('Live'));
    for (let index = 0; index < REQUESTS_A_CLIENT; index++) {
      client.send('x');
      take(await client.next(), /"message": ?"Internal server error"/);
    }
    await client.close();
  };
  const repeated = async (request: () => Promise<void>) => {
    for (let index = 0; index < REQUESTS_A_CLIENT; index++) await request();
  };
  await Promise.all(
    Array.from({ length: CLIENTS_A_KIND }, () => [
      repeated(overHttp('Api', /^502 \{"message": "Internal server error"\}$/)),
      repeated(overHttp('Web', /^500 \{"message":"Internal Server Error"\}$/)),
      overSocket(),
    ]).flat(),
  );
  expect(counts.answers).toBe(3 * CLIENTS_A_KIND * REQUESTS_A_CLIENT);
  expect(counts.kills).toBeGreaterThan(10);
  expect(counts.faults).toBeLessThanOrEqual(counts.kills);
  await api.close();
  expect([...pids].filter(isAlive)).toEqual([]);
});
