import { Clock } from '../../core/clock';
import { Closure } from '../connection';
import { OpenConnection } from './open-connection';

/** W-34 */
const IDLE_MS = 10 * 60 * 1_000;
const LONGEST_MS = 2 * 60 * 60 * 1_000;

/** W-16 */
export const GOING_AWAY: Closure = { code: 1001, reason: 'Going away' };

/** The clients of one API. */
export class OpenConnections {
  private readonly byId = new Map<string, OpenConnection>();

  public constructor(private readonly clock: Clock) {}

  public get all(): readonly OpenConnection[] {
    return [...this.byId.values()];
  }

  public add(connection: OpenConnection): void {
    this.byId.set(connection.client.id, connection);
  }

  public remove({ client }: OpenConnection): void {
    this.byId.delete(client.id);
  }

  /** One that can be sent to. */
  public find(stageName: string, id: string): OpenConnection | undefined {
    const found = this.byId.get(id);
    return found?.isOpen && found.client.stageName === stageName ? found : undefined;
  }

  /** Closes those of stages that are served no more. */
  public closeOthers(isServed: (stageName: string) => boolean): void {
    for (const connection of this.byId.values()) {
      if (!isServed(connection.client.stageName)) connection.close(GOING_AWAY);
    }
  }

  /** Closes those that were idle for too long, or connected for too long (W-34, W-16). */
  public sweep(): void {
    const now = this.clock.now();
    for (const connection of this.byId.values()) {
      const isIdle = now - connection.lastActiveAt >= IDLE_MS;
      const isOld = now - connection.client.connectedAt >= LONGEST_MS;
      if (isIdle || isOld) connection.close(GOING_AWAY);
    }
  }
}
