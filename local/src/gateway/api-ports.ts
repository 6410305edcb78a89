import { Clock } from '../core/clock';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { Upgrade } from '../core/upgrade';
import { listen, Listener } from './listener';

export interface ApiHandlers {
  request(apiKey: string, request: GatewayRequest): Promise<GatewayResponse>;
  upgrade(apiKey: string, upgrade: Upgrade): Promise<void>;
}

export interface PortOwner {
  readonly key: string;
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
    for (const { key, hasSockets } of apis) {
      const earlier = this.listeners.get(key);
      if (earlier?.hasSockets === hasSockets) continue;
      // an API that became one of another kind
      await earlier?.close();
      const listener = await listen(earlier?.port ?? this.nextPort, this.clock, {
        request: (request) => this.handlers.request(key, request),
        ...(hasSockets && { upgrade: (upgrade: Upgrade) => this.handlers.upgrade(key, upgrade) }),
      });
      this.listeners.set(key, { ...listener, key, hasSockets });
      if (!earlier && this.nextPort !== 0) this.nextPort += 1;
    }
  }

  /** Closes what is gone. */
  public async closeOthers(apiKeys: readonly string[]): Promise<void> {
    const gone = [...this.listeners.keys()].filter((key) => !apiKeys.includes(key));
    await Promise.all(gone.map((key) => this.closeOne(key)));
  }

  public portOf(apiKey: string): number {
    return this.listeners.get(apiKey)!.port;
  }

  public async close(): Promise<void> {
    await Promise.all([...this.listeners.keys()].map((key) => this.closeOne(key)));
  }

  private async closeOne(key: string): Promise<void> {
    const listener = this.listeners.get(key);
    this.listeners.delete(key);
    await listener?.close();
  }
}
