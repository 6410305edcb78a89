import { CONNECTION_LIFETIME_SECONDS } from '../../../../lib/runtime/contract/realtime/connections-table';
import { ModelSystem } from './model-system';

export interface BroadcastFigures {
  readonly connections: number;
  readonly reached: number;
  /** Until the last one had it. */
  readonly seconds: number;
  readonly duplicates: number;
  readonly throttledPosts: number;
  readonly jobs: number;
  /** Of one partition in one second. */
  readonly peakReads: number;
  readonly deadLetters: number;
  readonly workerSeconds: number;
}

/** A broadcast to everyone who is connected. */
export async function simulateBroadcast(connections: number): Promise<BroadcastFigures> {
  const system = new ModelSystem();
  for (let index = 0; index < connections; index += 1) {
    system.connect(`connection-${index}=`);
  }
  void system.broadcast({ to: { all: true }, data: 'hello', id: 'b' });
  await system.time.run();
  return {
    connections,
    reached: system.endpoint.received.get('b')?.size ?? 0,
    seconds: system.endpoint.lastDelivery,
    duplicates: system.endpoint.duplicates,
    throttledPosts: system.endpoint.throttled,
    jobs: system.deliveryQueue.sent,
    peakReads: system.table.reads.peak,
    deadLetters: system.deadLetters.messages.length,
    workerSeconds: (system.deliverers.busyMilliseconds + system.dispatchers.busyMilliseconds) / 1_000,
  };
}

export interface StormFigures {
  readonly connections: number;
  readonly throttled: number;
  /** Of one partition in one second. */
  readonly peakWrites: number;
}

/** Users connect, all of them to one channel. */
export async function simulateStorm(connectsPerSecond: number, seconds: number): Promise<StormFigures> {
  const { table, time } = new ModelSystem();
  let throttled = 0;
  const connect = async (index: number): Promise<void> => {
    await time.sleep((index * 1_000) / connectsPerSecond);
    const connectedAt = time.now;
    const ttl = Math.floor(connectedAt / 1_000) + CONNECTION_LIFETIME_SECONDS;
    const connectionId = `connection-${index}=`;
    const connection = { connectionId, user: `user-${index}`, connectedAt, ttl, channels: [], claims: {} };
    await table.add(connection);
    await table.join('lobby', connection);
  };
  const connections = connectsPerSecond * seconds;
  for (let index = 0; index < connections; index += 1) {
    connect(index).catch(() => (throttled += 1));
  }
  await time.run();
  return { connections, throttled, peakWrites: table.writes.peak };
}
