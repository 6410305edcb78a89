import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aws, Duration, Stack } from 'aws-cdk-lib';
import { ApiDefinition, SpecRestApi, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Gateway, GatewayProps, startGateway } from '../../src';
import { CallOptions, CallResult, call } from './call';

/** Answers with its event in a Lambda proxy response. */
export const ECHO_REST =
  'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event), headers: { "Content-Type": "application/json" } });';
/** Answers with what the request's body says. */
export const OBEY_REST = 'exports.handler = async (event) => JSON.parse(event.body);';

export interface RestFixture {
  /** Everything of the OpenAPI document but its head. */
  body(make: Integrations): object;
  /** Logical id to inline code; `Echo` is there without saying. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly stage?: StageOptions;
  /** Adds more resources. */
  extend?(stack: Stack, api: SpecRestApi): void;
}

/** Integrations for a body, and whole operations around them. */
export interface Integrations {
  /** Invocation URI of a function, as CDK and SAM write it. */
  uri(functionId: string): string;
  lambda(functionId: string, more?: object): object;
  /** An operation with a Lambda proxy integration. */
  calls(functionId: string, operation?: object, integration?: object): object;
}

export interface RunningRestApi {
  readonly gateway: Gateway;
  /** Of the assembly. */
  readonly directory: string;
  readonly url: string;
  call(path: string, options?: CallOptions): Promise<CallResult>;
  /** The event that an echoing function got. */
  event(path: string, options?: CallOptions): Promise<ProxyEvent>;
  close(): Promise<void>;
}

// what is in an event is the tests' business
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ProxyEvent = Record<string, any>;

/** Synthesizes a stack `Shop` with one SpecRestApi, `Api`, stage `v1`, and serves it. */
export function serveRestApi(fixture: RestFixture, props: Partial<GatewayProps> = {}): Promise<RunningRestApi> {
  return serveRestStack((stack) => addSpecRestApi(stack, fixture), props);
}

/** The same with a stack that somebody else fills with an API called `Api`. */
export async function serveRestStack(
  build: (stack: Stack) => void,
  props: Partial<GatewayProps> = {},
): Promise<RunningRestApi> {
  const outdir = mkdtempSync(join(tmpdir(), 'apigw-local-rest-'));
  const remove = (): void => rmSync(outdir, { recursive: true, force: true });
  try {
    const app = new App({ outdir });
    build(new Stack(app, 'Shop'));
    const gateway = await startGateway({ assembly: app.synth().directory, ...props });
    const url = gateway.url('Api');
    return {
      gateway,
      directory: outdir,
      url,
      call: (path, options) => call(url, path, options),
      event: async (path, options) => {
        const { status, body } = await call(url, path, options);
        if (status !== 200) throw new Error(`expected an echo, got ${status} ${body}`);
        return JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as ProxyEvent;
      },
      close: async () => {
        await gateway.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

export function inlineFunction(stack: Stack, id: string, code = ECHO_REST): Function {
  return new Function(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
    timeout: Duration.seconds(10),
  });
}

function addSpecRestApi(stack: Stack, { body, functions, stage, extend }: RestFixture): void {
  const made = new Map(
    Object.entries({ Echo: ECHO_REST, ...functions }).map(([id, code]) => [id, inlineFunction(stack, id, code)]),
  );
  const uri = (id: string): string =>
    `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${made.get(id)!.functionArn}/invocations`;
  const lambda = (id: string, more = {}): object => ({ type: 'aws_proxy', httpMethod: 'POST', uri: uri(id), ...more });
  const calls = (id: string, operation = {}, integration = {}): object => ({
    responses: {},
    'x-amazon-apigateway-integration': lambda(id, integration),
    ...operation,
  });
  const document = { openapi: '3.0.1', info: { title: 'Shop', version: '1' }, ...body({ uri, lambda, calls }) };
  const api = new SpecRestApi(stack, 'Api', {
    apiDefinition: ApiDefinition.fromInline(document),
    deployOptions: { stageName: 'v1', ...stage },
  });
  extend?.(stack, api);
}
