import { Clock } from '../core/clock';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { Upgrade } from '../core/upgrade';
import { listen, Listener } from './listener';

export interface ApiHandlers {
  request(qualifiedId: string, request: GatewayRequest): Promise<GatewayResponse>;
  upgrade(qualifiedId: string, upgrade: Upgrade): Promise<void>;
}

export interface PortOwner {
  readonly qualifiedId: string;
  readonly hasSockets: boolean;
}

/** A port for each API, kept for as long as the API is there. */
export class ApiPorts {
  private readonly listeners = new Map<string, Listener & PortOwner>();

  public constructor(
    /** The first port to give away; 0 for free ones. */
    private nextPort: number,
    private readonly clock: Clock,
    private readonly handlers: ApiHandlers,
  ) {}

  /** Opens what is new. */
  public async open(apis: readonly PortOwner[]): Promise<void> {
    for (const { qualifiedId, hasSockets } of apis) {
      const earlier = this.listeners.get(qualifiedId);
      if (earlier?.hasSockets === hasSockets) continue;
      // an API that became one of another kind
      await earlier?.close();
      const listener = await listen(
        earlier?.port ?? this.nextPort,
        this.clock,
        (request) => this.handlers.request(qualifiedId, request),
        hasSockets ? (upgrade) => this.handlers.upgrade(qualifiedId, upgrade) : undefined,
      );
      this.listeners.set(qualifiedId, { ...listener, qualifiedId, hasSockets });
      if (!earlier && this.nextPort !== 0) this.nextPort += 1;
    }
  }

  /** Closes what is gone. */
  public async closeOthers(qualifiedIds: readonly string[]): Promise<void> {
    const gone = [...this.listeners.keys()].filter((qualifiedId) => !qualifiedIds.includes(qualifiedId));
    await Promise.all(gone.map((qualifiedId) => this.closeOne(qualifiedId)));
  }

  public portOf(qualifiedId: string): number {
    return this.listeners.get(qualifiedId)!.port;
  }

  public async close(): Promise<void> {
    await Promise.all([...this.listeners.keys()].map((qualifiedId) => this.closeOne(qualifiedId)));
  }

  private async closeOne(qualifiedId: string): Promise<void> {
    const listener = this.listeners.get(qualifiedId);
    this.listeners.delete(qualifiedId);
    await listener?.close();
  }
}
