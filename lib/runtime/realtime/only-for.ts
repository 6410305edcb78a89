import { consoleLog } from './log';
import { EventType, WebSocketAnswer, WebSocketEvent } from './websocket-event';

type Handler = (event: WebSocketEvent) => Promise<WebSocketAnswer>;

/** A handler for events of one type. A client can write `$connect` or `$disconnect` into its message as the action. */
export function onlyFor(expected: EventType, handler: Handler): Handler {
  return async (event) => {
    const { eventType, connectionId, requestId } = event.requestContext;
    if (eventType === expected) {
      return handler(event);
    }
    consoleLog('WARN', 'event refused', { eventType, expected, connectionId, requestId });
    return { statusCode: 403 };
  };
}
