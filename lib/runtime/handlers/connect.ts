import { ConnectSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { connect, ConnectDeps } from '../realtime/connect';
import { consoleLog } from '../realtime/log';
import { onlyFor } from '../realtime/only-for';
import { outboxesOnAws } from '../realtime/outbox-on-aws';
import { storeOnAws } from '../realtime/store-on-aws';

let deps: ConnectDeps | undefined;

/** Decides about the handshake of a WebSocket and keeps the connection. */
export const handler = onlyFor('CONNECT', async (event) => {
  deps ??= depsOf(readSettings<ConnectSettings>(process.env[REALTIME]));
  return connect(deps, event);
});

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
