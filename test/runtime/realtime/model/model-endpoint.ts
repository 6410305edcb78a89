import { BroadcastFrame } from '../../../../lib/runtime/contract/realtime/frames';
import { ConnectionsEndpoint, PostOutcome } from '../../../../lib/runtime/realtime/ports';
import { VirtualTime } from './virtual-time';

/** Of the account, requests a second and at once. */
const RATE = 10_000;
const BURST = 5_000;

export const POST_MILLISECONDS = 20;

interface Socket {
  /** When the handshake is over (W-2). */
  readonly openAt: number;
  isClosed: boolean;
}

/** `@connections` and the clients behind it. */
export class ModelEndpoint implements ConnectionsEndpoint {
  public readonly sockets = new Map<string, Socket>();
  /** How often a connection got a broadcast, by the broadcast's id. */
  public readonly received = new Map<string, Map<string, number>>();
  public posts = 0;
  public throttled = 0;
  public lastDelivery = 0;
  /** What goes wrong with a post, if anything. */
  public fault = (): PostOutcome | undefined => undefined;
  private tokens = BURST;
  private filledAt: number;

  public constructor(private readonly time: VirtualTime) {
    this.filledAt = time.now;
  }

  public open(connectionId: string, openAt = this.time.now): void {
    this.sockets.set(connectionId, { openAt, isClosed: false });
  }

  /** The client is gone, and nobody was told. */
  public vanish(connectionId: string): void {
    const socket = this.sockets.get(connectionId);
    if (socket) {
      socket.isClosed = true;
    }
  }

  public isOpen(connectionId: string): boolean {
    const socket = this.sockets.get(connectionId);
    return socket !== undefined && !socket.isClosed && socket.openAt <= this.time.now;
  }

  public async post(connectionId: string, frame: string): Promise<PostOutcome> {
    const outcome = await this.request(connectionId);
    if (outcome === 'delivered') {
      const { id } = JSON.parse(frame) as BroadcastFrame;
      const counts = this.received.get(id) ?? new Map<string, number>();
      this.received.set(id, counts.set(connectionId, (counts.get(connectionId) ?? 0) + 1));
      this.lastDelivery = this.time.seconds;
    }
    return outcome;
  }

  public async close(connectionId: string): Promise<PostOutcome> {
    const outcome = await this.request(connectionId);
    if (outcome === 'delivered') {
      this.vanish(connectionId);
    }
    return outcome;
  }

  /** Deliveries beyond the first of each connection. */
  public get duplicates(): number {
    const counts = [...this.received.values()].flatMap((byConnection) => [...byConnection.values()]);
    return counts.reduce((sum, count) => sum + count - 1, 0);
  }

  private async request(connectionId: string): Promise<PostOutcome> {
    this.posts += 1;
    const isAdmitted = this.takeToken();
    await this.time.sleep(POST_MILLISECONDS);
    if (!isAdmitted) {
      this.throttled += 1;
      return 'retry';
    }
    return this.fault() ?? (this.isOpen(connectionId) ? 'delivered' : 'gone');
  }

  private takeToken(): boolean {
    const { now } = this.time;
    this.tokens = Math.min(BURST, this.tokens + ((now - this.filledAt) * RATE) / 1_000);
    this.filledAt = now;
    const isThere = this.tokens >= 1;
    this.tokens -= isThere ? 1 : 0;
    return isThere;
  }
}
