import { Answer } from '../core/answer';
import { Clock } from '../core/clock';
import { GatewayRequest } from '../core/request';
import { Connection } from '../websocket-api/connection';
import { SocketHost } from '../websocket-api/sockets/socket-host';
import { WebSocketApi } from '../websocket-api/websocket-api';

/** How often idle clients are looked for; the gateway's clock says for how long they were. */
const SWEEP_MS = 1_000;

export interface SocketsProps {
  readonly clock: Clock;
  run<T>(apiKey: string, work: (api: WebSocketApi) => Promise<T>): Promise<T>;
  log(apiKey: string, request: GatewayRequest, answer: Answer): void;
}

export interface ServedStage {
  readonly apiKey: string;
  readonly stageName: string;
}

export interface ConnectedClient {
  readonly apiKey: string;
  readonly client: Connection;
}

/** The open connections of all WebSocket APIs. They outlive a reload. */
export class Sockets {
  private readonly hosts = new Map<string, SocketHost>();
  private readonly timer: NodeJS.Timeout;

  public constructor(private readonly props: SocketsProps) {
    this.timer = setInterval(() => this.hosts.forEach((host) => host.sweep()), SWEEP_MS).unref();
  }

  public of(apiKey: string): SocketHost {
    const { clock, run, log } = this.props;
    const host =
      this.hosts.get(apiKey) ??
      new SocketHost({
        clock,
        run: (work) => run(apiKey, work),
        log: (request, answer) => log(apiKey, request, answer),
      });
    this.hosts.set(apiKey, host);
    return host;
  }

  /** Who is connected, with the key of the API. */
  public get clients(): readonly ConnectedClient[] {
    return [...this.hosts].flatMap(([apiKey, { connections }]) =>
      connections.all.filter(({ isOpen }) => isOpen).map(({ client }) => ({ apiKey, client })),
    );
  }

  /** Closes those of APIs and stages that are gone. */
  public async closeOthers(stages: readonly ServedStage[]): Promise<void> {
    const isServed = (apiKey: string, stageName?: string): boolean =>
      stages.some((stage) => stage.apiKey === apiKey && (stageName === undefined || stage.stageName === stageName));
    for (const [key, host] of this.hosts) host.connections.closeOthers((stageName) => isServed(key, stageName));
    const gone = [...this.hosts].filter(([key]) => !isServed(key));
    for (const [key] of gone) this.hosts.delete(key);
    await Promise.all(gone.map(([, host]) => host.close()));
  }

  public async close(): Promise<void> {
    clearInterval(this.timer);
    await this.closeOthers([]);
  }
}
