import { Clock } from '../core/clock';
import { GatewayRequest, GatewayResponse } from '../core/request';
import { listen, Listener } from './listener';

type ApiHandler = (apiKey: string, request: GatewayRequest) => Promise<GatewayResponse>;

/** A port for each API, kept for as long as the API is there. */
export class ApiPorts {
  private readonly listeners = new Map<string, Listener>();

  public constructor(
    /** The first port to give away; 0 for free ones. */
    private nextPort: number,
    private readonly clock: Clock,
    private readonly handler: ApiHandler,
  ) {}

  /** Opens what is new and closes what is gone. */
  public async open(apiKeys: readonly string[]): Promise<void> {
    for (const key of new Set(apiKeys)) {
      if (this.listeners.has(key)) continue;
      const listener = await listen(this.nextPort, this.clock, (request) => this.handler(key, request));
      this.listeners.set(key, listener);
      if (this.nextPort !== 0) this.nextPort += 1;
    }
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
