import type { LifecycleEvent } from '../../contract/realtime/lifecycle-event';
import { consoleLog } from '../log';
import { eachMessage, type SqsBatchResponse, type SqsEvent } from '../sqs-batch';

/**
 * Wraps the handler of a function that is told of connections (`onConnected`, `onDisconnected`): it is called for each
 * event, and events that it throws for come again. Events may come twice and in any order.
 *
 * @example
 * export const handler = lifecycle(async (event) => {
 *   if (event.event === 'disconnected') {
 *     console.log(`${event.connectionId} left: ${event.reason}`);
 *   }
 * });
 */
export function lifecycle(
  handler: (event: LifecycleEvent) => Promise<unknown> | void,
): (event: SqsEvent) => Promise<SqsBatchResponse> {
  return (event) =>
    eachMessage(event, consoleLog, async (body) => {
      await handler(JSON.parse(body) as LifecycleEvent);
    });
}
