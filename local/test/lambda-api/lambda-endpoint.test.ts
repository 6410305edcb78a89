import { InvokeCommand, LambdaClient, LambdaServiceException, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { defaultCredentials } from '../../src/core/development-credentials';
import { FunctionInvoker, InvocationResult } from '../../src/functions/function-invoker';
import { FunctionModel } from '../../src/functions/function-model';
import { listen, Listener } from '../../src/gateway/listener';
import { answerLambda } from '../../src/lambda-api/lambda-endpoint';
import { call } from '../support/call';
import { TestClock } from '../support/gateway';
import { success } from '../support/success';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:greet';
const greet: FunctionModel = {
  stack: 'Shop',
  logicalId: 'Greet',
  name: 'greet',
  arn: ARN,
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  codeDirectory: '/nowhere',
  timeoutSeconds: 3,
  memoryMb: 128,
  environment: {},
};

let result: InvocationResult;
let events: unknown[];
const background: Promise<unknown>[] = [];
const invoker: FunctionInvoker = {
  invoke: async (_arn, event) => {
    events.push(event);
    return result;
  },
  versionOf: () => undefined,
  close: async () => undefined,
};

let listener: Listener;
let client: LambdaClient;
const clock = new TestClock(Date.now());

beforeAll(async () => {
  const inBackground = (invocation: Promise<unknown>): unknown => background.push(invocation);
  listener = await listen(0, clock, (request) =>
    answerLambda(request, { functions: [greet], invoker, clock, credentials: defaultCredentials, inBackground }),
  );
  client = clientWith(defaultCredentials);
});
beforeEach(() => {
  events = [];
  result = success({ hello: 'Ada' });
});
afterAll(async () => {
  client.destroy();
  await listener.close();
});

const endpoint = () => `http://127.0.0.1:${listener.port}`;

function clientWith(credentials: typeof defaultCredentials, region = 'eu-central-1'): LambdaClient {
  return new LambdaClient({ endpoint: endpoint(), region, credentials, maxAttempts: 1 });
}

const invoke = (FunctionName: string, more: { InvocationType?: 'Event' | 'DryRun'; Payload?: string } = {}) =>
  client.send(new InvokeCommand({ FunctionName, Payload: '{"name":"Ada"}', ...more }));

async function errorOf(promise: Promise<unknown>): Promise<object> {
  const error = await promise.then(
    () => undefined,
    (reason: LambdaServiceException) => reason,
  );
  if (!error) throw new Error('expected an error');
  return { name: error.name, status: error.$metadata.httpStatusCode, message: error.message };
}

describe('Lambda Invoke', () => {
  it.each(['greet', 'greet:live', '123456789012:function:greet', ARN, `${ARN}:1`])('finds %s', async (name) => {
    const { StatusCode, ExecutedVersion, FunctionError, Payload } = await invoke(name);
    expect({ StatusCode, ExecutedVersion, FunctionError, payload: Payload?.transformToString() }).toEqual({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      FunctionError: undefined,
      payload: '{"hello":"Ada"}',
    });
    expect(events).toEqual([{ name: 'Ada' }]);
  });

  it('without a payload the event is empty (assumed)', async () => {
    await invoke('greet', { Payload: undefined });
    expect(events).toEqual([{}]);
  });

  it('Event does not wait', async () => {
    expect((await invoke('greet', { InvocationType: 'Event' })).StatusCode).toBe(202);
    expect(background.length).toBe(1);
    expect(events).toEqual([{ name: 'Ada' }]);
  });

  it('DryRun does nothing', async () => {
    expect((await invoke('greet', { InvocationType: 'DryRun' })).StatusCode).toBe(204);
    expect(events).toEqual([]);
  });

  it.each<[InvocationResult, object]>([
    [
      { kind: 'error', errorType: 'TypeError', errorMessage: 'no', durationMs: 1 },
      { errorType: 'TypeError', errorMessage: 'no', trace: [] },
    ],
    [
      { kind: 'function-timeout', durationMs: 3_000 },
      { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('Task timed out after 3.00 seconds') },
    ],
  ])('a function that fails is a 200 with a header: %j', async (failed, payload) => {
    result = failed;
    const answer = await invoke('greet');
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(JSON.parse(answer.Payload!.transformToString())).toEqual(payload);
  });
});

describe('Lambda errors', () => {
  it('a function that is not there, or in another region', async () => {
    expect(await errorOf(invoke('nope'))).toEqual({
      name: 'ResourceNotFoundException',
      status: 404,
      message: 'Function not found: nope',
    });
    const elsewhere = clientWith(defaultCredentials, 'us-east-1');
    expect(await errorOf(elsewhere.send(new InvokeCommand({ FunctionName: 'greet' })))).toMatchObject({ status: 404 });
    elsewhere.destroy();
  });

  it('a payload that is not JSON, or too large', async () => {
    expect(await errorOf(invoke('greet', { Payload: '{' }))).toMatchObject({
      name: 'InvalidRequestContentException',
      status: 400,
    });
    const large = JSON.stringify('x'.repeat(1_048_577));
    expect(await errorOf(invoke('greet', { Payload: large, InvocationType: 'Event' }))).toMatchObject({
      name: 'RequestTooLargeException',
      status: 413,
    });
    expect((await invoke('greet', { Payload: large })).StatusCode).toBe(200);
  });

  it('another action, by name', async () => {
    expect(await errorOf(client.send(new ListFunctionsCommand({})))).toMatchObject({
      status: 404,
      message: expect.stringMatching(/^GET .*functions\/? is not served by the local gateway; of Lambda's API only/),
    });
  });

  it('no signature, or a wrong one: 403', async () => {
    const { status, headers } = await call(endpoint(), '/2015-03-31/functions/greet/invocations', { method: 'POST' });
    expect([status, headers['x-amzn-errortype']]).toEqual([403, 'MissingAuthenticationTokenException']);
    const stranger = clientWith({ ...defaultCredentials, secretAccessKey: 'guess' });
    expect(await errorOf(stranger.send(new InvokeCommand({ FunctionName: 'greet' })))).toMatchObject({ status: 403 });
    stranger.destroy();
    expect(events).toEqual([]);
  });
});
