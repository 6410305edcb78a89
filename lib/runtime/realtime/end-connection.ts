import { DisconnectedEvent } from '../contract/realtime/lifecycle-event';
import { ConnectionStore, Outbox } from './ports';

export interface EndingDeps {
  readonly store: Pick<ConnectionStore, 'remove'>;
  /** Queues whose functions are told. */
  readonly disconnected: readonly Outbox[];
}

/** Takes a connection out of the table and tells so. Who comes second finds nothing and tells nothing. */
export async function endConnection(
  { store, disconnected }: EndingDeps,
  connectionId: string,
  reason: DisconnectedEvent['reason'],
): Promise<void> {
  const connection = await store.remove(connectionId);
  if (connection) {
    const { user, connectedAt } = connection;
    const event: DisconnectedEvent = {
      event: 'disconnected',
      connectionId,
      user,
      connectedAt: new Date(connectedAt).toISOString(),
      reason,
    };
    await Promise.all(disconnected.map((queue) => queue.send([{ body: JSON.stringify(event) }])));
  }
}
