import { DisconnectSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { EndingDeps, endConnection } from '../realtime/end-connection';
import { outboxesOnAws } from '../realtime/outbox-on-aws';
import { storeOnAws } from '../realtime/store-on-aws';
import { WebSocketAnswer, WebSocketEvent } from '../realtime/websocket-event';

let deps: EndingDeps | undefined;

/** Forgets a connection that has ended. Nobody waits for the answer, but an error is counted (W-15). */
export const handler = async ({ requestContext }: WebSocketEvent): Promise<WebSocketAnswer> => {
  deps ??= depsOf(readSettings<DisconnectSettings>(process.env[REALTIME]));
  await endConnection(deps, requestContext.connectionId, 'closed');
  return { statusCode: 200 };
};

function depsOf({ tableName, disconnectedQueueUrls }: DisconnectSettings): EndingDeps {
  return { store: storeOnAws(tableName), disconnected: disconnectedQueueUrls.map(outboxesOnAws()) };
}
