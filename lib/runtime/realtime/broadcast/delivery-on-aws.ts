import * as sdk from '@aws-sdk/client-apigatewaymanagementapi';
import { endpointConfig, SdkConnectionsEndpoint } from '../../clients/connections-endpoint';
import { DeliverySettings, DispatchSettings } from '../../contract/realtime/settings';
import { endConnection } from '../end-connection';
import { consoleLog } from '../log';
import { outboxesOnAws } from '../outbox-on-aws';
import { ConnectionStore } from '../ports';
import { storeOnAws } from '../store-on-aws';
import { DelivererParts } from './deliverer';
import { REAL_TIMING } from './timing';
import { DispatchParts } from './workers';

/** What delivery needs, with the clients of the SDK. */
export function deliveryOnAws(
  settings: DeliverySettings,
  outbox = outboxesOnAws(),
  store: ConnectionStore = storeOnAws(settings.tableName),
): DelivererParts {
  const { callbackUrl, deliveryQueueUrl, deadLetterQueueUrl, disconnectedQueueUrls } = settings;
  const ending = { store, disconnected: disconnectedQueueUrls.map(outbox) };
  return {
    endpoint: new SdkConnectionsEndpoint(sdk, new sdk.ApiGatewayManagementApiClient(endpointConfig(callbackUrl))),
    store,
    endConnection: (connectionId, reason) => endConnection(ending, connectionId, reason),
    deliveryQueue: outbox(deliveryQueueUrl),
    deadLetterQueue: outbox(deadLetterQueueUrl),
    timing: REAL_TIMING,
    log: consoleLog,
  };
}

/** What dispatching needs, which is more. */
export function dispatchOnAws(settings: DispatchSettings): DispatchParts {
  const outbox = outboxesOnAws();
  const store = storeOnAws(settings.tableName);
  return { ...deliveryOnAws(settings, outbox, store), store, broadcastQueue: outbox(settings.broadcastQueueUrl) };
}
