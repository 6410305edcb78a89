import { RunningFixture, serveTemplate, TestClock } from '../support/gateway';
import { SocketClient } from '../support/socket-client';
import { ECHO_EVENT, OBEY_MESSAGE, WebSocketFixture, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture | undefined;
let client: SocketClient;
afterEach(async () => {
  await client.close();
  await running?.close();
  running = undefined;
});

async function open(fixture: WebSocketFixture, clock?: TestClock): Promise<SocketClient> {
  running = await serveTemplate(webSocketTemplate(fixture), { clock });
  client = await SocketClient.open(running.gateway.url('Live'));
  return client;
}

const lastRecord = () => running!.gateway.requests.at(-1)!;

describe('route selection', () => {
  const routes = { join: 'Echo', 'a/b': 'Echo', $default: 'Echo', $connect: 'Echo', $disconnect: 'Echo' };
  const replies = ['join', 'a/b', '$default'];
  const routeKeyOf = async (message: unknown): Promise<string> => {
    client.send(message);
    return (await client.nextJson()).requestContext.routeKey;
  };

  it('W-17: by the value of the selection expression, otherwise $default', async () => {
    await open({ routes, replies });
    expect(await routeKeyOf({ action: 'join' })).toBe('join');
    expect(await routeKeyOf({ action: 'Join' })).toBe('$default');
    expect(await routeKeyOf({ other: 'join' })).toBe('$default');
    expect(await routeKeyOf('no JSON')).toBe('$default');
    expect(await routeKeyOf('null')).toBe('$default');
    expect(await routeKeyOf({ action: '$connect' })).toBe('$default');
    expect(await routeKeyOf({ action: 'constructor' })).toBe('$default');
  });

  it('W-17: by an expression of several parts', async () => {
    await open({
      routes,
      replies,
      api: { RouteSelectionExpression: '${request.body.kind}/${request.body.what.verb}' },
    });
    expect(await routeKeyOf({ kind: 'a', what: { verb: 'b' } })).toBe('a/b');
    expect(await routeKeyOf({ kind: 'a' })).toBe('$default');
  });

  it('W-18: no route is an error frame, and the connection stays', async () => {
    await open({ routes: { join: 'Echo' }, replies: ['join'] });
    client.send({ action: 'leave' });
    const frame = await client.next();
    const { connectionId, requestId } = JSON.parse(frame);
    expect(frame).toBe(`{"message": "Forbidden", "connectionId":"${connectionId}", "requestId":"${requestId}"}`);
    expect(lastRecord()).toMatchObject({ method: 'MESSAGE', path: '/prod', connectionId, requestId, status: 403 });
    expect(await routeKeyOf({ action: 'join' })).toBe('join');
  });
});

describe('replies', () => {
  const obey = (replies: string[]) =>
    open({
      routes: { say: 'Obey', end: 'Echo' },
      replies: [...replies, 'end'],
      functions: { Obey: OBEY_MESSAGE, Echo: ECHO_EVENT },
    });
  /** What comes before the reply to a message that is sent behind. */
  const repliesTo = async (answer: unknown): Promise<string[]> => {
    client.send({ action: 'say', answer });
    await recorded('say');
    client.send({ action: 'end' });
    const got: string[] = [];
    for (;;) {
      const text = await client.next();
      if (text.includes('"routeKey":"end"')) return got;
      got.push(text);
    }
  };
  /** Waits for a message to be through: silence can't be waited for. */
  const recorded = async (routeKey: string): Promise<void> => {
    const count = () => running!.gateway.requests.filter((record) => record.routeKey === routeKey).length;
    for (const before = count(); count() === before;) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('W-23: the body is sent, whatever the status', async () => {
    await obey(['say']);
    expect(await repliesTo({ statusCode: 200, body: 'hello' })).toEqual(['hello']);
    expect(await repliesTo({ statusCode: 500, body: 'sorry' })).toEqual(['sorry']);
    expect(await repliesTo({ statusCode: 200 })).toEqual([]);
  });

  it('W-23: without a route response nothing is sent', async () => {
    await obey([]);
    expect(await repliesTo({ statusCode: 200, body: 'hello' })).toEqual([]);
    expect(await repliesTo('anything')).toEqual([]);
  });

  it('W-20: a malformed output is an error frame (assumed)', async () => {
    await obey(['say']);
    expect(await repliesTo('anything')).toEqual([expect.stringContaining('"message": "Internal server error"')]);
  });
});

it('W-20: a function that fails is an error frame', async () => {
  const functions = { Broken: 'exports.handler = async () => { throw new Error("a secret"); };' };
  await open({ routes: { $default: 'Broken' }, functions });
  client.send('x');
  expect(await client.nextJson()).toEqual({
    message: 'Internal server error',
    connectionId: expect.any(String),
    requestId: expect.any(String),
  });
  expect(JSON.stringify(lastRecord())).not.toContain('secret');
});

it("W-20: no answer within the integration's time is an error frame", async () => {
  const functions = { Slow: 'exports.handler = () => new Promise(() => setTimeout(() => undefined, 60_000));' };
  const slow = {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: { 'Fn::GetAtt': ['Slow', 'Arn'] },
    TimeoutInMillis: 50,
  };
  await open({ routes: { $default: slow }, functions });
  client.send('x');
  expect(await client.nextJson()).toMatchObject({ message: 'Endpoint request timed out' });
});

it('W-22: a throttled message is an error frame (assumed)', async () => {
  const clock = new TestClock();
  const RouteSettings = { $default: { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } };
  await open(
    { routes: { $default: 'Echo' }, replies: ['$default'], stages: [{ StageName: 'prod', RouteSettings }] },
    clock,
  );
  client.send('1');
  expect((await client.nextJson()).body).toBe('1');
  client.send('2');
  expect(await client.nextJson()).toMatchObject({ message: 'Too Many Requests', connectionId: expect.any(String) });
  clock.advance(1_000);
  client.send('3');
  expect((await client.nextJson()).body).toBe('3');
});

describe('validation', () => {
  const model = (name: string, schema: object) => ({
    [name]: {
      Type: 'AWS::ApiGatewayV2::Model',
      Properties: { ApiId: { Ref: 'Live' }, Name: name, ContentType: 'application/json', Schema: schema },
    },
  });
  const noModels = (properties: object) =>
    open({
      routes: { $default: 'Echo' },
      replies: ['$default'],
      routeProperties: { $default: properties },
      resources: model('Text', { type: 'string' }),
    });

  it('W-21: without an expression nothing is validated, which is noted', async () => {
    await noModels({ RequestModels: { $default: 'Text' } });
    client.send({ a: 1 });
    expect(await client.nextJson()).toHaveProperty('body');
    expect(running!.gateway.notes).toMatchObject([{ logicalId: 'Route0', text: expect.stringContaining('validate') }]);
  });

  it('W-21: a message without a model fails where there is no $default', async () => {
    await noModels({ ModelSelectionExpression: '$request.body.kind', RequestModels: { text: 'Text' } });
    client.send({ kind: 'other' });
    expect(await client.nextJson()).toMatchObject({ message: 'Invalid request body' });
  });

  const validated = () =>
    open({
      routes: { $default: 'Echo' },
      replies: ['$default'],
      routeProperties: {
        $default: {
          ModelSelectionExpression: '$request.body.kind',
          RequestModels: { order: 'Order', $default: 'Text' },
        },
      },
      resources: {
        ...model('Order', { $schema: 'http://json-schema.org/draft-04/schema#', type: 'object', required: ['sku'] }),
        ...model('Text', { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] }),
      },
    });

  it('W-21: by the model that the expression chooses, otherwise by $default', async () => {
    await validated();
    client.send({ kind: 'order', sku: 'a' });
    expect(await client.nextJson()).toHaveProperty('body');
    client.send({ kind: 'order' });
    expect(await client.nextJson()).toEqual({
      message: 'Invalid request body',
      connectionId: expect.any(String),
      requestId: expect.any(String),
    });
    client.send({ text: 'x' });
    expect(await client.nextJson()).toHaveProperty('body');
    for (const message of [{ text: 7 }, { kind: 'constructor' }, 'no JSON']) {
      client.send(message);
      expect(await client.nextJson()).toMatchObject({ message: 'Invalid request body' });
    }
    expect(lastRecord()).toMatchObject({ status: 400, decisions: [{ step: 'validate', outcome: 'refused' }] });
  });
});

it('messages of one client do not wait for each other', async () => {
  // the first one ends when the second one has begun: one after the other would be for ever
  const functions = {
    Meet: `const { existsSync, rmSync, writeFileSync } = require('node:fs');
      exports.handler = async ({ body, requestContext }) => {
        const file = require('node:path').join(require('node:os').tmpdir(), requestContext.connectionId);
        if (body === 'second') {
          writeFileSync(file, '');
        } else {
          while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 5));
          rmSync(file);
        }
        return { statusCode: 200, body };
      };`,
  };
  await open({ routes: { $default: 'Meet' }, replies: ['$default'], functions });
  client.send('first');
  client.send('second');
  expect([await client.next(), await client.next()].sort()).toEqual(['first', 'second']);
});
