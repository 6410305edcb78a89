import { DisconnectSettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { EndingDeps, endConnection } from '../realtime/end-connection';
import { onlyFor } from '../realtime/only-for';
import { outboxesOnAws } from '../realtime/outbox-on-aws';
import { storeOnAws } from '../realtime/store-on-aws';

let deps: EndingDeps | undefined;

/** Forgets a connection that has ended. Nobody waits for the answer, but an error is counted (W-15). */
export const handler = onlyFor('DISCONNECT', async ({ requestContext }) => {
  deps ??= depsOf(readSettings<DisconnectSettings>(process.env[REALTIME]));
  await endConnection(deps, requestContext.connectionId, 'closed');
  return { statusCode: 200 };
});

function depsOf({ tableName, disconnectedQueueUrls }: DisconnectSettings): EndingDeps {
  return { store: storeOnAws(tableName), disconnected: disconnectedQueueUrls.map(outboxesOnAws()) };
}
