import { Connection } from '../../../../lib/runtime/contract/realtime/audience';
import { BroadcastMessage } from '../../../../lib/runtime/contract/realtime/broadcast-message';
import { CONNECTION_LIFETIME_SECONDS } from '../../../../lib/runtime/contract/realtime/connections-table';
import { deliverWorker, DispatchParts, dispatchWorker } from '../../../../lib/runtime/realtime/broadcast/workers';
import { endConnection } from '../../../../lib/runtime/realtime/end-connection';
import { Container } from './container';
import { EventSource } from './event-source';
import { ModelEndpoint } from './model-endpoint';
import { ModelQueue } from './model-queue';
import { ModelTable } from './model-table';
import { CONCURRENCY, DELIVERY_BATCH, DISPATCH_BATCH, RECEPTIONS } from './shipped';
import { VirtualTime } from './virtual-time';

export interface SystemOptions {
  readonly seed?: number;
  /** After how many steps a worker is killed, if ever. */
  readonly lifeOf?: () => number | undefined;
  readonly maxReceiveCount?: number;
}

export interface NewConnection {
  readonly user?: string;
  readonly channels?: readonly string[];
  readonly connectedAt?: number;
  readonly expiresAt?: number;
  /** When the handshake is over. */
  readonly openAt?: number;
}

/** The real dispatcher and deliverer on a table, queues and clients in virtual time. */
export class ModelSystem {
  public readonly time: VirtualTime;
  public readonly table: ModelTable;
  public readonly endpoint: ModelEndpoint;
  public readonly broadcastQueue: ModelQueue;
  public readonly deliveryQueue: ModelQueue;
  public readonly deadLetters: ModelQueue;
  public readonly dispatchers: EventSource;
  public readonly deliverers: EventSource;
  /** Connections that ended and why, as the queues of `onDisconnected` are told. */
  public readonly ended: string[] = [];
  public readonly logged: string[] = [];

  public constructor({ seed, lifeOf, maxReceiveCount = RECEPTIONS }: SystemOptions = {}) {
    this.time = new VirtualTime(seed);
    this.table = new ModelTable(this.time);
    this.endpoint = new ModelEndpoint(this.time);
    this.broadcastQueue = new ModelQueue(this.time, 'broadcast');
    this.deliveryQueue = new ModelQueue(this.time, 'delivery');
    this.deadLetters = new ModelQueue(this.time, 'dead');
    const common = { deadLetters: this.deadLetters, maxReceiveCount, lifeOf };
    this.dispatchers = new EventSource(this.time, {
      ...common,
      queue: this.broadcastQueue,
      batchSize: DISPATCH_BATCH,
      concurrency: CONCURRENCY,
      load: (container) => dispatchWorker(this.partsIn(container)),
    });
    this.deliverers = new EventSource(this.time, {
      ...common,
      queue: this.deliveryQueue,
      batchSize: DELIVERY_BATCH,
      concurrency: CONCURRENCY,
      load: (container) => deliverWorker(this.partsIn(container)),
    });
  }

  /** A connection that is there already. */
  public connect(connectionId: string, options: NewConnection = {}): void {
    const { user, channels = [], connectedAt = this.time.now - 60_000, expiresAt, openAt } = options;
    const ttl = Math.floor(connectedAt / 1_000) + CONNECTION_LIFETIME_SECONDS;
    const connection: Connection = { connectionId, user, connectedAt, expiresAt, ttl, channels: [], claims: {} };
    this.table.seed(connection, channels);
    this.endpoint.open(connectionId, openAt);
  }

  public async broadcast(...messages: BroadcastMessage[]): Promise<void> {
    await this.broadcastQueue.send(messages.map((message) => ({ body: JSON.stringify(message) })));
  }

  /** How often each of some connections got a broadcast. */
  public countsOf(id: string, connectionIds: readonly string[]): number[] {
    return connectionIds.map((connectionId) => this.endpoint.received.get(id)?.get(connectionId) ?? 0);
  }

  private partsIn(container: Container): DispatchParts {
    const store = container.guard(this.table);
    return {
      store,
      endpoint: container.guard(this.endpoint),
      broadcastQueue: container.guard(this.broadcastQueue),
      deliveryQueue: container.guard(this.deliveryQueue),
      deadLetterQueue: container.guard(this.deadLetters),
      timing: this.time.timing,
      log: (level, message, facts) => void this.logged.push(`${level} ${message} ${JSON.stringify(facts)}`),
      endConnection: (connectionId, reason) => {
        const tell = async () => void this.ended.push(`${connectionId} ${reason}`);
        return endConnection({ store, disconnected: [{ send: tell }] }, connectionId, reason);
      },
    };
  }
}
