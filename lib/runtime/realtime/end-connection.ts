import { DisconnectedEvent } from '../contract/realtime/lifecycle-event';
import { ConnectionStore, Outbox } from './ports';

export interface EndingDeps {
  readonly store: Pick<ConnectionStore, 'beginLeaving' | 'forget'>;
  /** Queues whose functions are told. */
  readonly disconnected: readonly Outbox[];
}

/**
 * Takes a connection out of the table and tells so, its own item last: where this is cut off, whoever finds the
 * connection next does it again. So functions are told at least once, and now and then twice.
 */
export async function endConnection(
  { store, disconnected }: EndingDeps,
  connectionId: string,
  reason: DisconnectedEvent['reason'],
): Promise<void> {
  const connection = await store.beginLeaving(connectionId);
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
    await store.forget({ all: true }, connectionId);
  }
}
