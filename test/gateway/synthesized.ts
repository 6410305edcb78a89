import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Gateway, GatewayProps, startGateway } from '../../local/src';
import { givenDynamoDb } from '../../local/test/support/dynamodb';

/** Synthesizes a stack and serves it for as long as `use` runs. */
export async function served(
  build: (stack: Stack) => void,
  use: (gateway: Gateway) => Promise<void>,
  props: Omit<GatewayProps, 'assembly'> = {},
): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  try {
    const app = new App({ outdir });
    build(new Stack(app, 'Stack'));
    app.synth();
    const gateway = await startGateway({ assembly: outdir, dynamoDbEndpoint: await givenDynamoDb(), ...props });
    try {
      await use(gateway);
    } finally {
      await gateway.close();
    }
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A function that answers with its route key and the authorizer's context. */
export function echo(stack: Stack, id = 'Echo'): Function {
  return new Function(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(
      'exports.handler = async (event) => ({ routeKey: event.routeKey, caller: event.requestContext.authorizer });',
    ),
  });
}
