import { Audience, Connection, Member } from '../../../../lib/runtime/contract/realtime/audience';
import { itemOf } from '../../../../lib/runtime/contract/realtime/connections-table';
import { ConnectionStore, JoinOutcome, MemberPage } from '../../../../lib/runtime/realtime/ports';
import { Capacity } from './capacity';
import { VirtualTime } from './virtual-time';

const LATENCY = 5;
const ITEM_BYTES = 150;
const READS_A_SECOND = 3_000;
const WRITES_A_SECOND = 1_000;

export class Throttled extends Error {
  public readonly name = 'ThrottlingException';
}

/** Items of one partition key, by sort key. */
class Partition {
  public readonly items = new Map<string, Member>();
  private sorted: string[] | undefined;

  public put(id: string, member: Member): void {
    this.sorted = this.items.has(id) ? this.sorted : undefined;
    this.items.set(id, member);
  }

  public delete(id: string): boolean {
    const wasThere = this.items.delete(id);
    this.sorted = wasThere ? undefined : this.sorted;
    return wasThere;
  }

  public after(id: string | undefined, limit: number): string[] {
    this.sorted ??= [...this.items.keys()].sort();
    const start = id === undefined ? 0 : this.sorted.findIndex((key) => key > id);
    return start < 0 ? [] : this.sorted.slice(start, start + limit);
  }
}

/** The table of connections: strongly consistent, and throttled where a partition has too much to do. */
export class ModelTable implements ConnectionStore {
  public readonly reads = new Capacity();
  public readonly writes = new Capacity();
  /** Whether a request fails although the partition could do it. */
  public isThrottled = (): boolean => false;
  private readonly partitions = new Map<string, Partition>();
  private readonly channels = new Map<string, Set<string>>();
  private readonly leaving = new Set<string>();

  public constructor(private readonly time: VirtualTime) {}

  /** Puts connections there at once, outside time. */
  public seed(connection: Connection, channels: readonly string[] = []): void {
    this.put({ all: true }, connection);
    if (connection.user !== undefined) {
      this.put({ user: connection.user }, connection);
    }
    channels.forEach((channel) => this.put({ channel }, connection));
    this.channels.set(connection.connectionId, new Set(channels));
  }

  /** How many items there are. */
  public get size(): number {
    return [...this.partitions.values()].reduce((sum, { items }) => sum + items.size, 0);
  }

  public async add(connection: Connection): Promise<void> {
    const audiences = audiencesOf(connection, []);
    await Promise.all(audiences.map((audience) => this.write(audience, connection.connectionId)));
    this.seed(connection);
  }

  public async get(connectionId: string): Promise<Connection | undefined> {
    const { pk } = itemOf({ all: true }, connectionId);
    await this.spend(this.reads, pk, 1, READS_A_SECOND);
    return this.leaving.has(connectionId) ? undefined : this.ownItem(connectionId);
  }

  public async beginLeaving(connectionId: string): Promise<Connection | undefined> {
    await this.write({ all: true }, connectionId);
    const connection = this.ownItem(connectionId);
    if (connection) {
      this.leaving.add(connectionId);
      const [, ...others] = audiencesOf(connection, [...(this.channels.get(connectionId) ?? [])]);
      others.forEach((audience) => this.delete(audience, connectionId));
    }
    return connection;
  }

  public async forget(audience: Audience, connectionId: string): Promise<void> {
    await this.write(audience, connectionId);
    this.delete(audience, connectionId);
  }

  public async join(channel: string, connection: Connection): Promise<JoinOutcome> {
    const { connectionId } = connection;
    if (!(await this.get(connectionId))) {
      return 'not-connected';
    }
    await this.write({ channel }, connectionId);
    this.put({ channel }, connection);
    await this.write({ all: true }, connectionId);
    const joined = this.channels.get(connectionId);
    joined?.add(channel);
    return joined ? 'joined' : 'not-connected';
  }

  public async leave(channel: string, connectionId: string): Promise<void> {
    await this.forget({ channel }, connectionId);
    this.channels.get(connectionId)?.delete(channel);
  }

  public async page(partition: string, after?: string, limit = 1_000): Promise<MemberPage> {
    const found = this.partitions.get(partition);
    const ids = found?.after(after, limit) ?? [];
    await this.spend(this.reads, partition, Math.max(1, Math.ceil((ids.length * ITEM_BYTES) / 4_096)), READS_A_SECOND);
    const members = ids.flatMap((id) => found?.items.get(id) ?? []).filter(({ ttl }) => ttl > this.time.now / 1_000);
    return { members, ...(ids.length === limit && { next: ids[ids.length - 1] }) };
  }

  private ownItem(connectionId: string): Connection | undefined {
    const { pk } = itemOf({ all: true }, connectionId);
    return this.partitions.get(pk)?.items.get(connectionId) as Connection | undefined;
  }

  private write(audience: Audience, connectionId: string): Promise<void> {
    return this.spend(this.writes, itemOf(audience, connectionId).pk, 1, WRITES_A_SECOND);
  }

  private async spend(capacity: Capacity, partition: string, units: number, limit: number): Promise<void> {
    await this.time.sleep(LATENCY);
    if (this.isThrottled() || !capacity.use(partition, units, Math.floor(this.time.seconds), limit)) {
      throw new Throttled(`partition ${partition}`);
    }
  }

  private put(audience: Audience, member: Member): void {
    const { pk, sk } = itemOf(audience, member.connectionId);
    const partition = this.partitions.get(pk) ?? new Partition();
    this.partitions.set(pk, partition);
    partition.put(sk, member);
  }

  private delete(audience: Audience, connectionId: string): void {
    const { pk, sk } = itemOf(audience, connectionId);
    this.partitions.get(pk)?.delete(sk);
  }
}

function audiencesOf({ user }: Connection, channels: readonly string[]): Audience[] {
  return [{ all: true }, ...(user === undefined ? [] : [{ user }]), ...channels.map((channel) => ({ channel }))];
}
