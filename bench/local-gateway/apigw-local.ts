import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { freePorts } from './free-ports';
import { ServedApi, serve } from './served-api';

const COMMAND = join(__dirname, '../../local/bin/apigw-local.js');

/** The assembly is made beforehand, as serverless-offline finds its service made. */
export function synthesizeItems(): string {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'bench-local-gateway-')) });
  const stack = new Stack(app, 'Items');
  const item = new Function(stack, 'Item', {
    runtime: Runtime.NODEJS_20_X,
    handler: 'index.handler',
    code: Code.fromAsset(join(__dirname, 'service')),
  });
  const httpApi = new HttpApi(stack, 'HttpApi');
  const integration = new HttpLambdaIntegration('Item', item);
  httpApi.addRoutes({ path: '/items/{id}', methods: [HttpMethod.GET], integration });
  const restApi = new RestApi(stack, 'RestApi');
  restApi.root.addResource('items').addResource('{id}').addMethod('GET', new LambdaIntegration(item));
  return app.synth().directory;
}

export async function serveWithApigwLocal(assembly: string): Promise<ServedApi> {
  const [first] = await freePorts(2);
  return serve({
    args: [COMMAND, assembly, `--port=${first}`],
    cwd: assembly,
    httpApi: `http://127.0.0.1:${first}/items/7`,
    restApi: `http://127.0.0.1:${first + 1}/prod/items/7`,
  });
}
