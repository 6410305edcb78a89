import { ConnectSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { connect, ConnectDeps } from '../realtime/connect';
import { consoleLog } from '../realtime/log';
import { outboxesOnAws } from '../realtime/outbox-on-aws';
import { storeOnAws } from '../realtime/store-on-aws';
import { WebSocketAnswer, WebSocketEvent } from '../realtime/websocket-event';

let deps: ConnectDeps | undefined;

/** Decides about the handshake of a WebSocket and keeps the connection. */
export const handler = async (event: WebSocketEvent): Promise<WebSocketAnswer> => {
  deps ??= depsOf(readSettings<ConnectSettings>(process.env[REALTIME]));
  return connect(deps, event);
};

function depsOf(settings: ConnectSettings): ConnectDeps {
  const outbox = outboxesOnAws();
  return {
    settings,
    store: storeOnAws(settings.tableName),
    expiry: settings.expiryQueueUrl === undefined ? undefined : outbox(settings.expiryQueueUrl),
    connected: settings.connectedQueueUrls.map(outbox),
    now: Date.now,
    log: consoleLog,
  };
}
