import { setTimeout as sleep } from 'node:timers/promises';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MeteringSettings } from '../contract/metering-settings';
import { ControlPlane } from './control-plane';
import { DynamoDbLedger } from './dynamodb-ledger';
import { QuotaEvents } from './quota-events';
import { UsageMeter } from './usage-meter';
import { UsageReader } from './usage-reader';

/** The meter with the clients of the SDK. */
export function meterOnAws(settings: MeteringSettings): UsageMeter {
  const now = Date.now;
  // one place retries: ControlPlane
  const apiGateway = new APIGatewayClient({ maxAttempts: 1 });
  const reader = new UsageReader(apiGateway, new ControlPlane({ now, sleep, random: Math.random }));
  const ledger = new DynamoDbLedger(DynamoDBDocumentClient.from(new DynamoDBClient()), settings.tableName);
  const events = new QuotaEvents(settings, new EventBridgeClient(), ledger, now);
  return new UsageMeter({ tiers: settings.tiers, reader, ledger, events, now });
}
