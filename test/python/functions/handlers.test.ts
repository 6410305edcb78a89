import { arnOf, cleanUp, runPython } from './python-function';

afterEach(cleanUp);

describe('how a handler may be named', () => {
  const code = 'def handler(event, context): return __name__';
  const files = { 'index.py': code, 'orders/api.py': code, 'orders/v1/__init__.py': '', 'orders/v1/api.py': code };

  it.each([
    ['index.handler', 'index'],
    ['orders/api.handler', 'orders.api'],
    ['orders.v1.api.handler', 'orders.v1.api'],
  ])('%s', async (handler, module) => {
    expect(await runPython(files, { handler }).payload()).toBe(module);
  });

  it('modules beside it are found, and win against those of the runtime', async () => {
    const { payload } = runPython({
      'index.py': 'import channel, boto3\ndef handler(event, context): return [channel.name, boto3.name]',
      'channel.py': "name = 'own channel'",
      'boto3.py': "name = 'own boto3'",
    });
    expect(await payload()).toEqual(['own channel', 'own boto3']);
  });
});

describe('what a handler is given', () => {
  it('the event and the whole context', async () => {
    const { payload } = runPython(
      `
      def handler(event, context):
          remaining = context.get_remaining_time_in_millis()
          return {
              "event": event,
              "context": {k: v for k, v in vars(context).items() if isinstance(v, str)},
              "client_context": context.client_context,
              "identity": [context.identity.cognito_identity_id, context.identity.cognito_identity_pool_id],
              "remaining": isinstance(remaining, int) and 25_000 < remaining <= 30_000,
          }`,
      { memoryMb: 256 },
    );
    expect(await payload({ text: 'é', n: 1.5 }, 'JKJaXmPLvHcESHA=')).toEqual({
      event: { text: 'é', n: 1.5 },
      context: {
        function_name: 'orders',
        function_version: '$LATEST',
        memory_limit_in_mb: '256',
        invoked_function_arn: arnOf('orders'),
        aws_request_id: 'JKJaXmPLvHcESHA=',
        log_group_name: '/aws/lambda/orders',
        log_stream_name: 'local',
      },
      client_context: null,
      identity: [null, null],
      remaining: true,
    });
  });

  it('an alias runs the same code, and is what invoked_function_arn says', async () => {
    const { runner } = runPython('def handler(event, context): return context.invoked_function_arn');
    const result = await runner.invoke(`${arnOf('orders')}:live`, {}, { requestId: 'r1' });
    expect(result).toMatchObject({ kind: 'success', payload: `${arnOf('orders')}:live` });
  });

  it('a large event, and a large answer', async () => {
    const { payload } = runPython('def handler(event, context): return event');
    const event = { text: 'é'.repeat(2_000_000) };
    expect(await payload(event)).toEqual(event);
  });
});

describe('what a handler may return', () => {
  it.each([
    ['nothing', 'None', null],
    ['tuples', '(1, "two")', [1, 'two']],
    ['decimals, as DynamoDB gives them', '{"price": __import__("decimal").Decimal("19.90")}', { price: 19.9 }],
    ['bytes in what is returned', '{"body": "é".encode()}', { body: 'é' }],
    ['bytes that are JSON', '\'{"a": 1}\'.encode()', { a: 1 }],
    ['half of a surrogate pair', '"\\ud83d"', '\ud83d'],
  ])('%s', async (_, expression, expected) => {
    expect(await runPython(`def handler(event, context): return ${expression}`).payload()).toEqual(expected);
  });

  it.each([
    ['a set', '{1}', 'Object of type set is not JSON serializable'],
    ['a date', '__import__("datetime").date(2026, 11, 21)', 'Object of type date is not JSON serializable'],
    ['bytes that are no text', 'b"\\xff"', expect.stringContaining("can't decode byte 0xff")],
  ])('not %s', async (_, expression, reason) => {
    const { invoke } = runPython(`def handler(event, context): return ${expression}`);
    const errorMessage =
      typeof reason === 'string'
        ? `Unable to marshal response: ${reason}`
        : expect.stringMatching(/^Unable to marshal/);
    expect(await invoke()).toMatchObject({ kind: 'error', errorType: 'Runtime.MarshalError', errorMessage });
  });

  it('not NaN, which is no JSON', async () => {
    const { invoke } = runPython('def handler(event, context): return float("nan")');
    expect(await invoke()).toMatchObject({ kind: 'error', errorType: 'Runtime.MarshalError' });
  });
});
