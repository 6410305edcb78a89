import { keepNothing } from '../../support/keep-nothing';
import { FunctionInvoker, InvocationResult, InvokeOptions } from '../../../src/functions/function-invoker';
import { LambdaAuthorizer, LambdaModel } from '../../../src/http-api/authorizers/lambda-authorizer';
import { arnOf, cleanUp, runFunction } from '../../functions/function-fixture';
import { success } from '../../support/success';
import { input, TurnableClock } from './authorizer-fixture';

afterEach(cleanUp);

class StubInvoker implements FunctionInvoker {
  public readonly calls: { functionArn: string; event: unknown; options: InvokeOptions }[] = [];
  public result: InvocationResult = success({ isAuthorized: true });

  public async invoke(functionArn: string, event: unknown, options: InvokeOptions): Promise<InvocationResult> {
    this.calls.push({ functionArn, event, options });
    return this.result;
  }

  public versionOf(): undefined {}

  public async close(): Promise<void> {}

  public returns(payload: unknown): void {
    this.result = success(payload);
  }
}

function setUp(model: Partial<LambdaModel> = {}) {
  const invoker = new StubInvoker();
  const clock = new TurnableClock();
  const authorizer = new LambdaAuthorizer(
    {
      kind: 'lambda',
      authorizerId: 'auth1',
      functionArn: arnOf('authorizer'),
      identitySources: ['$request.header.Authorization'],
      payloadFormat: '2.0',
      simpleResponses: true,
      resultTtlSeconds: 0,
      ...model,
    },
    { invoker, clock, keep: keepNothing },
  );
  return { authorizer, invoker, clock };
}

const by = (authorization: string, rest: Parameters<typeof input>[0] = {}) =>
  input({ headers: [['authorization', authorization]], ...rest });
const routeArn = input().routeArn;
const policy = (Effect: string, Resource: string | string[] = routeArn, rest: object = {}) => ({
  principalId: 'ada',
  policyDocument: { Version: '2012-10-17', Statement: [{ Effect, Action: 'execute-api:Invoke', Resource, ...rest }] },
});

describe('H-63: identity sources', () => {
  const sources = {
    identitySources: [
      '$request.header.X-Key',
      '$request.querystring.tenant',
      '$stageVariables.env',
      '$context.identity.sourceIp',
    ],
  };
  const whole = {
    headers: [['x-key', 'k']] as const,
    query: 'tenant=a%20b&tenant=c',
    stageVariables: { env: 'dev' },
    context: { 'identity.sourceIp': '127.0.0.1' },
  };

  it('all of them reach the function', async () => {
    const { authorizer, invoker } = setUp(sources);
    expect(await authorizer.authorize(input(whole))).toMatchObject({ kind: 'allow' });
    expect(invoker.calls[0]?.event).toMatchObject({ identitySource: ['k', 'a b,c', 'dev', '127.0.0.1'] });
  });

  it.each([
    ['header', { headers: [] }],
    ['header that is empty', { headers: [['x-key', '']] as const }],
    ['query string parameter', { query: 'Tenant=a' }],
    ['stage variable', { stageVariables: {} }],
    ['context variable', { context: {} }],
  ])('a missing %s is 401 without a call', async (_, missing) => {
    const { authorizer, invoker } = setUp(sources);
    expect(await authorizer.authorize(input({ ...whole, ...missing }))).toEqual({
      kind: 'deny',
      statusCode: 401,
      headers: [],
      detail: expect.stringMatching(/^no value in \$/),
    });
    expect(invoker.calls).toEqual([]);
  });

  it('an expression of another form lets nobody in', async () => {
    const { authorizer } = setUp({ identitySources: ['$request.body.key'] });
    expect(await authorizer.authorize(input(whole))).toMatchObject({ kind: 'deny', statusCode: 401 });
  });

  it('none need be named', async () => {
    const { authorizer, invoker } = setUp({ identitySources: [] });
    expect(await authorizer.authorize(input())).toMatchObject({ kind: 'allow' });
    expect(invoker.calls[0]?.event).toMatchObject({ identitySource: [] });
  });
});

describe('H-64: cached answers', () => {
  it('last as long as the authorizer says, by the injected clock', async () => {
    const { authorizer, invoker, clock } = setUp({ resultTtlSeconds: 60 });
    await authorizer.authorize(by('a'));
    clock.turn(59);
    expect(await authorizer.authorize(by('a'))).toMatchObject({
      kind: 'allow',
      detail: 'cached answer of the authorizer function: yes',
    });
    expect(invoker.calls).toHaveLength(1);
    clock.turn(1);
    await authorizer.authorize(by('a'));
    expect(invoker.calls).toHaveLength(2);
  });

  it('are kept by all identity values, and by stage (assumed)', async () => {
    const { authorizer, invoker } = setUp({
      resultTtlSeconds: 60,
      identitySources: ['$request.header.a', '$request.header.b'],
    });
    const ab = (a: string, b: string, stage = 'dev') =>
      input({
        headers: [
          ['a', a],
          ['b', b],
        ],
        context: { stage },
      });
    for (const request of [ab('1', '2'), ab('1', '3'), ab('1,2', '3'), ab('1', '2,3'), ab('1', '2', 'prod')]) {
      await authorizer.authorize(request);
    }
    expect(invoker.calls).toHaveLength(5);
    await authorizer.authorize(ab('1', '2'));
    expect(invoker.calls).toHaveLength(5);
  });

  it('the route is no part of the key, but a cached policy is judged anew for each route', async () => {
    const { authorizer, invoker } = setUp({ resultTtlSeconds: 60, simpleResponses: false });
    invoker.returns(policy('Allow'));
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'allow' });
    const elsewhere = by('a', { routeArn: routeArn.replace('GET', 'POST') });
    expect(await authorizer.authorize(elsewhere)).toMatchObject({ kind: 'deny', statusCode: 403 });
    expect(invoker.calls).toHaveLength(1);
  });

  it('a no is kept like a yes, a failure is not', async () => {
    const { authorizer, invoker } = setUp({ resultTtlSeconds: 60 });
    invoker.result = { kind: 'error', errorType: 'Error', errorMessage: 'x', durationMs: 1 };
    expect(await authorizer.authorize(by('a'))).toMatchObject({ statusCode: 500 });
    invoker.returns({ isAuthorized: false });
    expect(await authorizer.authorize(by('a'))).toMatchObject({ statusCode: 403 });
    expect(await authorizer.authorize(by('a'))).toMatchObject({
      statusCode: 403,
      detail: expect.stringContaining('cached'),
    });
    expect(invoker.calls).toHaveLength(2);
  });

  it.each([
    ['without a time to live', { resultTtlSeconds: 0 }],
    ['without an identity source', { resultTtlSeconds: 60, identitySources: [] }],
  ])('%s nothing is kept', async (_, model) => {
    const { authorizer, invoker } = setUp(model);
    await authorizer.authorize(by('a'));
    await authorizer.authorize(by('a'));
    expect(invoker.calls).toHaveLength(2);
  });
});

describe('H-65, H-66: the event', () => {
  it('2.0', async () => {
    const { authorizer, invoker } = setUp();
    const event = () => ({
      version: '2.0',
      routeKey: 'GET /x',
      rawPath: '/x',
      headers: { a: 'b' },
      requestContext: { stage: 'dev' },
      body: 'secret',
      isBase64Encoded: false,
    });
    await authorizer.authorize(by('token', { event }));
    expect(invoker.calls).toEqual([
      {
        functionArn: arnOf('authorizer'),
        event: {
          version: '2.0',
          type: 'REQUEST',
          routeArn,
          identitySource: ['token'],
          routeKey: 'GET /x',
          rawPath: '/x',
          headers: { a: 'b' },
          requestContext: { stage: 'dev' },
        },
        options: { requestId: 'r1', timeoutMs: 10_000 },
      },
    ]);
  });

  it('1.0', async () => {
    const { authorizer, invoker } = setUp({
      payloadFormat: '1.0',
      identitySources: ['$request.header.a', '$request.header.b'],
    });
    const event = () => ({
      version: '1.0',
      resource: '/x',
      path: '/x',
      httpMethod: 'GET',
      multiValueHeaders: {},
      body: null,
      requestContext: {},
    });
    await authorizer.authorize(
      input({
        headers: [
          ['a', '1'],
          ['b', '2'],
        ],
        event,
      }),
    );
    expect(invoker.calls[0]?.event).toEqual({
      version: '1.0',
      type: 'REQUEST',
      methodArn: routeArn,
      identitySource: '1,2',
      authorizationToken: '1,2',
      resource: '/x',
      path: '/x',
      httpMethod: 'GET',
      requestContext: {},
    });
  });
});

describe('H-67, H-68, H-70: the answer', () => {
  it('simple: yes, with a context of any JSON types', async () => {
    const { authorizer, invoker } = setUp();
    invoker.returns({ isAuthorized: true, context: { tenant: { id: 7 }, admin: true } });
    expect(await authorizer.authorize(by('a'))).toEqual({
      kind: 'allow',
      context: { lambda: { tenant: { id: 7 }, admin: true } },
      detail: 'answer of the authorizer function: yes',
    });
  });

  it('simple: no', async () => {
    const { authorizer, invoker } = setUp();
    invoker.returns({ isAuthorized: false, context: { a: 1 } });
    expect(await authorizer.authorize(by('a'))).toEqual({
      kind: 'deny',
      statusCode: 403,
      headers: [],
      detail: 'answer of the authorizer function: no',
    });
  });

  it.each(['1.0', '2.0'] as const)('policy, payload format %s', async (payloadFormat) => {
    const { authorizer, invoker } = setUp({ payloadFormat, simpleResponses: false });
    invoker.returns({ ...policy('Allow'), context: { plan: 'pro' } });
    expect(await authorizer.authorize(by('a'))).toEqual({
      kind: 'allow',
      context: { lambda: { plan: 'pro' } },
      principal: 'ada',
      detail: 'answer of the authorizer function for "ada": yes',
    });
    invoker.returns(policy('Deny'));
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode: 403 });
    invoker.returns(policy('Allow', 'arn:aws:execute-api:elsewhere'));
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode: 403 });
  });

  it('payload format 1.0 has no simple responses', async () => {
    const { authorizer } = setUp({ payloadFormat: '1.0', simpleResponses: true });
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode: 500 });
  });
});

describe('H-69: failures', () => {
  it.each([
    ['nothing', null],
    ['text', 'Allow'],
    ['a list', [{ isAuthorized: true }]],
    ['isAuthorized as text', { isAuthorized: 'true' }],
    ['isAuthorized as a number', { isAuthorized: 1 }],
    ['no isAuthorized', {}],
    ['a policy where a simple response is due', policy('Allow')],
    ['a context that is no object', { isAuthorized: true, context: 'x' }],
  ])('%s is 500', async (_, payload) => {
    const { authorizer, invoker } = setUp();
    invoker.returns(payload);
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode: 500 });
  });

  it.each([
    ['a simple response where a policy is due', { isAuthorized: true }],
    ['a policy without principalId (assumed)', { ...policy('Allow'), principalId: undefined }],
    ['a policy as text', { principalId: 'ada', policyDocument: '{}' }],
    [
      'a condition that is not evaluated locally',
      policy('Allow', '*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    ],
  ])('%s is 500', async (_, payload) => {
    const { authorizer, invoker } = setUp({ simpleResponses: false });
    invoker.returns(payload);
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode: 500 });
  });

  it.each<[InvocationResult]>([
    [{ kind: 'error', errorType: 'Error', errorMessage: 'with a secret', durationMs: 1 }],
    [{ kind: 'function-timeout', durationMs: 1 }],
    [{ kind: 'caller-timeout', durationMs: 1 }],
    [{ kind: 'not-found' }],
  ])('%j is 500, and its message stays out of the log', async (result) => {
    const { authorizer, invoker } = setUp();
    invoker.result = result;
    const verdict = await authorizer.authorize(by('a'));
    expect(verdict).toMatchObject({ kind: 'deny', statusCode: 500, headers: [] });
    expect(verdict.detail).not.toContain('secret');
  });

  it.each([
    ['1.0', 'Unauthorized', 401],
    ['1.0', 'Unauthorized.', 500],
    ['2.0', 'Unauthorized', 500],
  ] as const)('payload format %s throwing "%s": %d (1.0 assumed)', async (payloadFormat, errorMessage, statusCode) => {
    const { authorizer, invoker } = setUp({ payloadFormat });
    invoker.result = { kind: 'error', errorType: 'Error', errorMessage, durationMs: 1 };
    expect(await authorizer.authorize(by('a'))).toMatchObject({ kind: 'deny', statusCode });
  });
});

it('works with a function that really runs', async () => {
  const { runner } = runFunction(
    'exports.handler = async (event) => ({ isAuthorized: event.identitySource[0] === "open", context: { route: event.routeArn } });',
    { name: 'authorizer' },
  );
  const { kind, ...model } = {
    kind: 'lambda' as const,
    authorizerId: 'a',
    functionArn: arnOf('authorizer'),
    identitySources: ['$request.header.Authorization'],
    payloadFormat: '2.0' as const,
    simpleResponses: true,
    resultTtlSeconds: 0,
  };
  const authorizer = new LambdaAuthorizer(
    { kind, ...model },
    { invoker: runner, clock: new TurnableClock(), keep: keepNothing },
  );
  expect(await authorizer.authorize(by('open'))).toMatchObject({
    kind: 'allow',
    context: { lambda: { route: routeArn } },
  });
  expect(await authorizer.authorize(by('shut'))).toMatchObject({ kind: 'deny', statusCode: 403 });
});
