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
  run<T>(qualifiedId: string, work: (api: WebSocketApi) => Promise<T>): Promise<T>;
  log(qualifiedId: string, request: GatewayRequest, answer: Answer): void;
}

export interface ServedStage {
  readonly qualifiedId: string;
  readonly stageName: string;
}

export interface ConnectedClient {
  readonly qualifiedId: string;
  readonly client: Connection;
}

/** The open connections of all WebSocket APIs. They outlive a reload. */
export class Sockets {
  private readonly hosts = new Map<string, SocketHost>();
  private readonly timer: NodeJS.Timeout;

  public constructor(private readonly props: SocketsProps) {
    this.timer = setInterval(() => this.hosts.forEach((host) => host.sweep()), SWEEP_MS).unref();
  }

  public of(qualifiedId: string): SocketHost {
    const { clock, run, log } = this.props;
    const host =
      this.hosts.get(qualifiedId) ??
      new SocketHost({
        clock,
        run: (work) => run(qualifiedId, work),
        log: (request, answer) => log(qualifiedId, request, answer),
      });
    this.hosts.set(qualifiedId, host);
    return host;
  }

  /** Who is connected, with the API that they are of. */
  public get clients(): readonly ConnectedClient[] {
    return [...this.hosts].flatMap(([qualifiedId, { connections }]) =>
      connections.all.filter(({ isOpen }) => isOpen).map(({ client }) => ({ qualifiedId, client })),
    );
  }

  /** Closes those of APIs and stages that are gone. */
  public async closeOthers(stages: readonly ServedStage[]): Promise<void> {
    const isServed = (qualifiedId: string, stageName?: string): boolean =>
      stages.some(
        (stage) => stage.qualifiedId === qualifiedId && (stageName === undefined || stage.stageName === stageName),
      );
    for (const [qualifiedId, host] of this.hosts)
      host.connections.closeOthers((stageName) => isServed(qualifiedId, stageName));
    const gone = [...this.hosts].filter(([qualifiedId]) => !isServed(qualifiedId));
    for (const [qualifiedId] of gone) this.hosts.delete(qualifiedId);
    await Promise.all(gone.map(([, host]) => host.close()));
  }

  public async close(): Promise<void> {
    clearInterval(this.timer);
    await this.closeOthers([]);
  }
}
