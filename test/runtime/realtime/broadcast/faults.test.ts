import { Throttled } from '../model/model-table';
import { ModelSystem, SystemOptions } from '../model/model-system';
import * as fc from 'fast-check';

const TO = { channel: 'room' };
const MINUTE = 60_000;

/** Connections of one channel, some of which have vanished without a word. */
function roomOf(system: ModelSystem, live: number, vanished = 0): { live: string[]; vanished: string[] } {
  const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const room = { live: ids('live', live), vanished: ids('vanished', vanished) };
  [...room.live, ...room.vanished].forEach((id) => system.connect(id, { user: `user of ${id}`, channels: ['room'] }));
  room.vanished.forEach((id) => system.endpoint.vanish(id));
  return room;
}

const run = async (system: ModelSystem): Promise<void> => {
  void system.broadcast({ to: TO, data: 'hello', id: 'b' });
  await system.time.run();
};

const once = (ids: string[]): number[] => ids.map(() => 1);

it.each([0, 1, 49, 50, 51, 100, 101, 350])('reaches %d connections, each once', async (count) => {
  const system = new ModelSystem();
  const { live } = roomOf(system, count);
  await run(system);
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.deadLetters.messages).toEqual([]);
});

it('reaches all of partitions with several pages', async () => {
  const system = new ModelSystem();
  const live = Array.from({ length: 8_500 }, (_, index) => `c${index}`);
  live.forEach((id) => system.connect(id, { user: 'u' }));
  void system.broadcast({ to: { user: 'u' }, data: 1, id: 'b' });
  await system.time.run();
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.broadcastQueue.sent).toBeGreaterThan(1);
});

it('reads a partition in many invocations where each has time for one page', async () => {
  const system = new ModelSystem();
  const live = Array.from({ length: 16_000 }, (_, index) => `c${index}`);
  live.forEach((id) => system.connect(id, { user: 'u' }));
  const { page } = system.table;
  system.table.page = async (...where) => {
    await system.time.sleep(20_500);
    return page.apply(system.table, where);
  };
  void system.broadcast({ to: { user: 'u' }, data: 1, id: 'b' });
  await system.time.run();
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.dispatchers.invocations).toBeGreaterThan(10);
});

it('W-29: takes vanished connections out of the table, tells of each once, and tells the others', async () => {
  const system = new ModelSystem();
  const { live, vanished } = roomOf(system, 80, 60);
  await run(system);
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.ended.sort()).toEqual(vanished.map((id) => `${id} gone`).sort());
  expect(system.table.size).toBe(80 * 3);
});

it('forgets an item of a channel whose connection had ended before', async () => {
  const system = new ModelSystem();
  system.connect('ended', { channels: ['room'] });
  system.endpoint.vanish('ended');
  void system.table.forget({ all: true }, 'ended');
  await system.time.run();
  expect(system.table.size).toBe(1);
  await run(system);
  expect(system.ended).toEqual([]);
  expect(system.table.size).toBe(0);
});

it('a partition that can not be read any further ends on the dead-letter queue, from where it is read on', async () => {
  const system = new ModelSystem();
  const live = Array.from({ length: 16_000 }, (_, index) => `c${index}`);
  live.forEach((id) => system.connect(id, { user: 'u' }));
  let pages = 0;
  system.table.isThrottled = () => (pages += 1) > 10;
  void system.broadcast({ to: { user: 'u' }, data: 1, id: 'b' });
  await system.time.run();
  expect(system.deadLetters.messages.map(({ body }) => Object.keys(JSON.parse(body)))).toEqual(
    Array.from({ length: 4 }, () => ['resume']),
  );
  system.table.isThrottled = () => false;
  void system.broadcastQueue.send(system.deadLetters.messages);
  await system.time.run();
  expect(system.countsOf('b', live)).toEqual(once(live));
});

it('W-2: tells a connection that is still connecting when it is there, and does not take it for gone', async () => {
  const system = new ModelSystem();
  const { now } = system.time;
  system.connect('slow', { channels: ['room'], connectedAt: now, openAt: now + 29_000 });
  system.connect('quick', { channels: ['room'], connectedAt: now, openAt: now + 80 });
  await run(system);
  expect(system.countsOf('b', ['slow', 'quick'])).toEqual([1, 1]);
  expect(system.ended).toEqual([]);
});

it('W-2: takes a connection that never came to be for gone, some time later', async () => {
  const system = new ModelSystem();
  system.connect('never', { channels: ['room'], connectedAt: system.time.now, openAt: Infinity });
  await run(system);
  expect(system.ended).toEqual(['never gone']);
  expect(system.table.size).toBe(0);
  expect(system.deadLetters.messages).toEqual([]);
});

it('posts nothing to a connection whose authorization has ended, and closes it', async () => {
  const system = new ModelSystem();
  system.connect('over', { channels: ['room'], expiresAt: system.time.now / 1_000 });
  system.connect('valid', { channels: ['room'], expiresAt: system.time.now / 1_000 + 60 });
  await run(system);
  expect(system.countsOf('b', ['over', 'valid'])).toEqual([0, 1]);
  expect(system.endpoint.isOpen('over')).toBe(false);
  expect(system.ended).toEqual(['over expired']);
});

it('W-2: closes a connection whose authorization ends while it is connecting when it is there', async () => {
  const system = new ModelSystem();
  const { now } = system.time;
  system.connect('c', { channels: ['room'], connectedAt: now, openAt: now + 20_000, expiresAt: now / 1_000 });
  await run(system);
  expect(system.countsOf('b', ['c'])).toEqual([0]);
  expect(system.endpoint.isOpen('c')).toBe(false);
  expect(system.ended).toEqual(['c expired']);
});

it('leaves out exceptions, on every page and by itself', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 120);
  const except = live.slice(0, 100);
  void system.broadcast({ to: TO, data: 1, id: 'b', except }, { to: { connection: 'live-0' }, data: 1, except });
  await system.time.run();
  expect([...(system.endpoint.received.get('b') ?? [])].map(([id]) => id).sort()).toEqual(live.slice(100).sort());
  expect(system.endpoint.received.size).toBe(1);
});

it('W-29: one post in ten failing delays and loses nothing', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 2_000);
  system.endpoint.fault = () => (system.time.random() < 0.1 ? 'retry' : undefined);
  await run(system);
  expect(system.countsOf('b', live)).toEqual(once(live));
});

it('a table that is throttled for a while delays and loses nothing', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 500, 50);
  system.table.isThrottled = () => system.time.seconds < 600 && system.time.random() < 0.5;
  await run(system);
  expect(system.countsOf('b', live).filter((count) => count === 0)).toEqual([]);
  expect(system.table.size).toBe(500 * 3);
});

it.each([{ channel: 'room' }, { connection: 'live-0' }])('one read that fails delays %j by seconds', async (to) => {
  const system = new ModelSystem();
  roomOf(system, 1);
  let reads = 0;
  system.table.isThrottled = () => (reads += 1) === 1;
  void system.broadcast({ to, data: 1, id: 'b' });
  await system.time.run();
  expect(system.countsOf('b', ['live-0'])).toEqual([1]);
  expect(system.endpoint.lastDelivery).toBeLessThan(5);
  expect(system.logged).toEqual([expect.stringMatching(/^WARN reading is tried again {"id":"b","attempt":0/)]);
});

it('a page that fails, on the way through a partition, delays by seconds', async () => {
  const system = new ModelSystem();
  const live = Array.from({ length: 8_500 }, (_, index) => `c${index}`);
  live.forEach((id) => system.connect(id, { user: 'u' }));
  let reads = 0;
  system.table.isThrottled = () => (reads += 1) > 4 && reads < 9;
  void system.broadcast({ to: { user: 'u' }, data: 1, id: 'b' });
  await system.time.run();
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.endpoint.lastDelivery).toBeLessThan(5);
});

it('a broadcast without an id keeps the first one, from the dead-letter queue too', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 2);
  system.table.isThrottled = () => true;
  void system.broadcast({ to: TO, data: 1 });
  await system.time.run();
  const [{ messageId, body }, ...others] = system.deadLetters.messages;
  expect(others).toEqual([]);
  expect(messageId).not.toBe('broadcast-1');
  system.table.isThrottled = () => false;
  void system.broadcastQueue.send([{ body }]);
  await system.time.run();
  expect([...system.endpoint.received.keys()]).toEqual(['broadcast-1']);
  expect(system.countsOf('broadcast-1', live)).toEqual(once(live));
});

it('clients that cannot be reached for minutes end on the dead-letter queue, from where they can be told', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 120);
  system.endpoint.fault = () => 'retry';
  await run(system);
  expect(system.time.seconds).toBeGreaterThan(90);
  expect(system.time.seconds).toBeLessThan(600);
  const jobs = system.deadLetters.messages.map(({ body }) => JSON.parse(body).deliver);
  expect(jobs.map(({ reason }) => reason)).toEqual(['attempts exhausted', 'attempts exhausted']);
  system.endpoint.fault = () => undefined;
  void system.broadcastQueue.send(system.deadLetters.messages.map(({ body }) => ({ body })));
  await system.time.run();
  expect(system.countsOf('b', live)).toEqual(once(live));
});

it('W-29: what is refused is given up at once, and said', async () => {
  const system = new ModelSystem();
  roomOf(system, 3);
  system.endpoint.fault = () => 'refused';
  await run(system);
  expect(system.endpoint.posts).toBe(3);
  expect(system.logged).toEqual(['ERROR not delivered {"id":"b","reason":"refused","recipients":3}']);
  expect(system.deadLetters.messages).toHaveLength(1);
});

it('a queue that is down makes the whole job come again', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 200);
  system.endpoint.fault = () => (system.time.seconds < 300 ? 'retry' : undefined);
  system.deliveryQueue.isDown = () => system.time.seconds > 1 && system.time.seconds < 300;
  await run(system);
  expect(system.countsOf('b', live)).toEqual(once(live));
});

it('a poison message is on the dead-letter queue at once, and its data in no log', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 10);
  const poison = ['no JSON: secret', '{"to":{"channel":"room"},"data":"secret","unknown":1}', '{"resume":{"frame":1}}'];
  void system.broadcastQueue.send(poison.map((body) => ({ body })));
  void system.deliveryQueue.send([{ body: '{"to":{"all":true},"data":"secret"}' }]);
  await run(system);
  expect(system.countsOf('b', live)).toEqual(once(live));
  expect(system.deadLetters.messages).toHaveLength(4);
  expect(system.logged).toHaveLength(4);
  expect(system.logged.join()).not.toContain('secret');
});

it('messages that come twice and out of order reach everyone, and have ids to tell by', async () => {
  const system = new ModelSystem();
  const { live } = roomOf(system, 150);
  for (const queue of [system.broadcastQueue, system.deliveryQueue]) {
    queue.extraCopies = () => 1;
    queue.lateness = () => system.time.random() * MINUTE;
  }
  void system.broadcast({ to: TO, data: 1, id: 'b1' }, { to: TO, data: 2, id: 'b2' });
  await system.time.run();
  for (const id of ['b1', 'b2']) {
    expect(system.countsOf(id, live)).toEqual(live.map(() => 4));
  }
});

it.each(Array.from({ length: 24 }, (_, index) => index * 4 + 1))(
  'workers killed after %d steps, and then left alone, lose nothing',
  async (life) => {
    let kills = 4;
    const system: ModelSystem = new ModelSystem({ seed: life, lifeOf: () => (kills-- > 0 ? life : undefined) });
    const { live, vanished } = roomOf(system, 230, 20);
    await run(system);
    expect(system.countsOf('b', live).filter((count) => count === 0)).toEqual([]);
    expect(system.deadLetters.messages).toEqual([]);
    expect(system.table.size).toBe(230 * 3);
    expect(new Set(system.ended).size).toBeLessThanOrEqual(vanished.length);
    expect(system.dispatchers.killed + system.deliverers.killed).toBeGreaterThan(1);
  },
);

it('whatever goes wrong for ten minutes, in any mixture: everyone gets it, nothing stale stays, it ends', async () => {
  const chance = fc.double({ min: 0, max: 0.3, noNaN: true });
  const mixture = fc.record({
    seed: fc.integer(),
    live: fc.integer({ min: 0, max: 300 }),
    vanished: fc.integer({ min: 0, max: 40 }),
    connecting: fc.integer({ min: 0, max: 40 }),
    post: chance,
    table: chance,
    queue: chance,
    kill: chance,
    copies: chance,
  });
  await fc.assert(
    fc.asyncProperty(mixture, async (faults) => {
      const hits = (probability: number) => system.time.seconds < 600 && system.time.random() < probability;
      const options: SystemOptions = {
        seed: faults.seed,
        lifeOf: () => (hits(faults.kill) ? 1 + Math.floor(system.time.random() * 200) : undefined),
      };
      const system: ModelSystem = new ModelSystem(options);
      const { live } = roomOf(system, faults.live, faults.vanished);
      const { now } = system.time;
      const connecting = Array.from({ length: faults.connecting }, (_, index) => `connecting-${index}`);
      connecting.forEach((id) =>
        system.connect(id, { channels: ['room'], connectedAt: now, openAt: now + system.time.random() * 29_000 }),
      );
      system.endpoint.fault = () => (hits(faults.post) ? 'retry' : undefined);
      system.table.isThrottled = () => hits(faults.table);
      for (const queue of [system.broadcastQueue, system.deliveryQueue]) {
        queue.extraCopies = () => (hits(faults.copies) ? 1 : 0);
        queue.lateness = () => system.time.random() * 5_000;
      }
      await run(system);
      expect(system.deadLetters.messages).toEqual([]);
      expect(system.countsOf('b', [...live, ...connecting]).filter((count) => count === 0)).toEqual([]);
      expect(system.table.size).toBe(live.length * 3 + connecting.length * 2);
    }),
    { numRuns: 60, seed: 5 },
  );
}, 60_000);

it('the model throttles a hot partition, as DynamoDB does', async () => {
  const system = new ModelSystem();
  const adds = Promise.allSettled(
    Array.from({ length: 1_001 }, () => system.table.leave('room', 'the same connection')),
  );
  await system.time.run();
  const failed = (await adds).flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  expect(failed).toEqual([expect.any(Throttled)]);
});
