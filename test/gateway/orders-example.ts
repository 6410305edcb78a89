import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { OrdersStack } from '../../examples/orders/orders-stack';
import { DevelopmentIssuer, Gateway, GatewayProps, startDevelopmentIssuer, startGateway } from '../../local/src';
import { givenDynamoDb } from '../../local/test/support/dynamodb';

const ISSUER = 'https://id.example.com';

export interface ServedExample {
  readonly gateway: Gateway;
  issueToken(sub: string): Promise<string>;
  close(): Promise<void>;
}

/** The example's stack, served with pages of these origins let in. */
export async function serveOrders(
  origins: string[],
  props: Omit<GatewayProps, 'assembly'> = {},
): Promise<ServedExample> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const app = new App({ outdir });
  new OrdersStack(app, 'Orders', { origins });
  app.synth();
  const issuer: DevelopmentIssuer = await startDevelopmentIssuer({ issuer: ISSUER });
  const dynamoDbEndpoint = await givenDynamoDb();
  const issuers = { [ISSUER]: issuer.url };
  const gateway = await startGateway({ assembly: outdir, issuers, dynamoDbEndpoint, ...props });
  return {
    gateway,
    issueToken: (sub) => issuer.issue({ sub, audience: 'orders', scope: 'orders:read orders:write' }),
    close: async () => {
      await Promise.all([gateway.close(), issuer.close()]);
      rmSync(outdir, { recursive: true });
    },
  };
}
