import * as sdk from '@aws-sdk/client-apigatewaymanagementapi';
import { endpointConfig, SdkConnectionsEndpoint } from '../clients/connections-endpoint';
import { ExpirySettings, readSettings, REALTIME } from '../contract/realtime/settings';
import { closeExpired, CloseExpiredDeps } from '../realtime/close-expired';
import { consoleLog } from '../realtime/log';
import { outboxesOnAws } from '../realtime/outbox-on-aws';
import { jitteredPause } from '../realtime/pause';
import { eachMessage, SqsBatchResponse, SqsEvent } from '../realtime/sqs-batch';
import { storeOnAws } from '../realtime/store-on-aws';

let deps: CloseExpiredDeps | undefined;

/** Closes connections whose authorization has ended. */
export const handler = async (event: SqsEvent): Promise<SqsBatchResponse> => {
  const known = (deps ??= depsOf(readSettings<ExpirySettings>(process.env[REALTIME])));
  return eachMessage(event, consoleLog, (body) => closeExpired(known, body));
};

function depsOf(settings: ExpirySettings): CloseExpiredDeps {
  const outbox = outboxesOnAws();
  return {
    store: storeOnAws(settings.tableName),
    disconnected: settings.disconnectedQueueUrls.map(outbox),
    endpoint: new SdkConnectionsEndpoint(
      sdk,
      new sdk.ApiGatewayManagementApiClient(endpointConfig(settings.callbackUrl)),
    ),
    expiry: outbox(settings.expiryQueueUrl),
    now: Date.now,
    pause: jitteredPause,
  };
}
