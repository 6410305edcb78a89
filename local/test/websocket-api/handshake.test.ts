import { sign } from 'aws4';
import { defaultCredentials } from '../../src';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { refusalOf, SocketClient } from '../support/socket-client';
import { ECHO_EVENT, guard, GUARDED, OBEY_QUERY, webSocketTemplate } from '../support/websocket-api';

let running: RunningFixture | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function serve(...fixture: Parameters<typeof webSocketTemplate>): Promise<string> {
  running = await serveTemplate(webSocketTemplate(...fixture));
  return running.gateway.url('Live');
}

const answering = (answer: unknown): string => `?answer=${encodeURIComponent(JSON.stringify(answer))}`;

describe('$connect', () => {
  it('W-3: without it everyone is accepted', async () => {
    const url = await serve({ routes: { $default: 'Echo' } });
    expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/prod$/);
    await (await SocketClient.open(url)).close();
  });

  it('W-1: only at the stage', async () => {
    const url = await serve({ routes: { $default: 'Echo' } });
    expect(await refusalOf(`${url}x`)).toMatchObject({ status: 403 });
    expect(await refusalOf(`${url}/below`)).toMatchObject({ status: 403 });
  });

  it.each([200, 204, 226])('W-3: %d lets in', async (statusCode) => {
    const url = await serve({ routes: { $connect: 'Obey' }, functions: { Obey: OBEY_QUERY } });
    await (await SocketClient.open(url + answering({ statusCode }))).close();
  });

  it.each([302, 401, 403, 500])('W-3: %d refuses with that status, without the body', async (statusCode) => {
    const url = await serve({ routes: { $connect: 'Obey' }, functions: { Obey: OBEY_QUERY } });
    expect(await refusalOf(url + answering({ statusCode, body: 'secret' }))).toEqual({ status: statusCode, body: '' });
  });

  it.each([['a text'], [{ statusCode: 'yes' }], [{ statusCode: 200, body: {} }]])(
    'W-4: the malformed output %j is a 502',
    async (answer) => {
      const url = await serve({ routes: { $connect: 'Obey' }, functions: { Obey: OBEY_QUERY } });
      expect(await refusalOf(url + answering(answer))).toMatchObject({ status: 502 });
    },
  );

  it('W-4: a function that fails is a 502', async () => {
    const functions = { Broken: 'exports.handler = async () => { throw new Error("no"); };' };
    const url = await serve({ routes: { $connect: 'Broken' }, functions });
    expect(await refusalOf(url)).toMatchObject({ status: 502 });
  });

  it('W-35: a throttle of 0 refuses every handshake with 429', async () => {
    const settings = { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 };
    const url = await serve({
      routes: { $default: 'Echo' },
      stages: [{ StageName: 'prod', DefaultRouteSettings: settings }],
    });
    expect(await refusalOf(url)).toMatchObject({ status: 429 });
  });

  it('W-22, W-35: a route has a throttle of its own', async () => {
    const url = await serve({
      routes: { $connect: 'Echo' },
      stages: [{ StageName: 'prod', RouteSettings: { $connect: { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 1 } } }],
    });
    await (await SocketClient.open(url)).close();
    expect(await refusalOf(url)).toMatchObject({ status: 429 });
  });

  it('Q-16: the URL has up to 4,096 characters; a longer one is a 414 (assumed)', async () => {
    const url = await serve({ routes: { $connect: 'Echo' } });
    // at AWS the URL begins with wss://{10 characters}.execute-api.us-east-1.amazonaws.com
    const rest = 4_096 - 'wss://0123456789.execute-api.us-east-1.amazonaws.com/prod?'.length;
    await (await SocketClient.open(`${url}?${'x'.repeat(rest)}`)).close();
    expect(await refusalOf(`${url}?${'x'.repeat(rest + 1)}`)).toMatchObject({ status: 414 });
  });

  it('asks no function about what is no handshake (assumed)', async () => {
    const url = await serve({ routes: { $connect: 'Echo' } });
    expect((await refusalOf(url, [], { protocolVersion: 8 })).status).toBe(400);
    expect(running!.gateway.requests).toMatchObject([{ method: 'CONNECT', status: 400 }]);
    expect(running!.gateway.requests[0]).not.toHaveProperty('routeKey');
  });

  it('is refused before any function is asked when it is none', async () => {
    const url = await serve({ routes: { $connect: 'Echo' } });
    const response = await fetch(url.replace('ws:', 'http:'));
    expect(response.status).toBe(403);
    expect(running!.gateway.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('subprotocols', () => {
  const functions = { Obey: OBEY_QUERY };

  it('W-10: the one that the function returns is negotiated', async () => {
    const url = await serve({ routes: { $connect: 'Obey' }, functions });
    const query = answering({ statusCode: 200, headers: { 'sec-websocket-protocol': 'chat.v2' } });
    const client = await SocketClient.open(url + query, ['chat.v1', 'chat.v2']);
    expect(client.socket.protocol).toBe('chat.v2');
    await client.close();
  });

  it('W-10: none goes back when the function returns none, and so the client fails', async () => {
    const url = await serve({ routes: { $connect: 'Obey' }, functions });
    await expect(SocketClient.open(url + answering({ statusCode: 200 }), ['chat.v1'])).rejects.toThrow(
      'Server sent no subprotocol',
    );
  });
});

describe('a Lambda authorizer', () => {
  const policy = (Effect: string, Resource: string) =>
    `({ principalId: "ada", context: { tenant: "t1", level: 3 },
        policyDocument: { Statement: [{ Action: "execute-api:Invoke", Effect: "${Effect}", Resource: ${Resource} }] } })`;
  const GUARD = `exports.handler = async (event) => {
    switch (event.queryStringParameters.token) {
      case "yes": return ${policy('Allow', 'event.methodArn')};
      case "other-route": return ${policy('Allow', 'event.methodArn.replace("$connect", "x")')};
      case "no": return ${policy('Deny', '"*"')};
      case "event": return { ...${policy('Allow', '"*"')}, context: { event: JSON.stringify(event) } };
      case "broken": return {};
      default: throw new Error("Unauthorized");
    }
  };`;
  const guarded = () =>
    serve({
      routes: { $connect: 'Echo', $default: 'Echo' },
      replies: ['$default'],
      routeProperties: { $connect: GUARDED },
      functions: { Echo: ECHO_EVENT, GuardFunction: GUARD },
      resources: guard(['route.request.querystring.token']),
      stages: [{ StageName: 'prod', StageVariables: { colour: 'blue' } }],
    });

  it('W-8: lets in, and its context is in later events', async () => {
    const url = await guarded();
    const client = await SocketClient.open(`${url}?token=yes`);
    client.send('hello');
    const { requestContext } = await client.nextJson();
    expect(requestContext.authorizer).toEqual({ principalId: 'ada', tenant: 't1', level: '3' });
    await client.close();
  });

  it('W-7: gets the handshake and the ARN of $connect', async () => {
    const url = await guarded();
    const client = await SocketClient.open(`${url}?token=event&a=1&a=2`, [], { headers: { 'X-Mixed': 'Case' } });
    client.send('hello');
    const { authorizer, apiId, connectionId } = (await client.nextJson()).requestContext;
    const event = JSON.parse(authorizer.event);
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: `arn:aws:execute-api:us-east-1:000000000000:${apiId}/prod/$connect`,
      headers: { 'X-Mixed': 'Case' },
      multiValueHeaders: { 'X-Mixed': ['Case'] },
      queryStringParameters: { token: 'event', a: '2' },
      multiValueQueryStringParameters: { a: ['1', '2'] },
      stageVariables: { colour: 'blue' },
      requestContext: { eventType: 'CONNECT', routeKey: '$connect', connectionId },
    });
    expect(Object.keys(event)).not.toContain('body');
    await client.close();
  });

  it.each([
    ['', 401, 'W-6: no identity'],
    ['?token=', 401, 'W-6: an empty identity'],
    ['?token=who', 401, 'W-4: "Unauthorized"'],
    ['?token=no', 403, 'W-4: a denial'],
    ['?token=other-route', 403, 'W-7: a policy on another route'],
    ['?token=broken', 500, 'W-4: an answer without policy (assumed)'],
  ])('refuses %s with %d, %s', async (query, status) => {
    const url = await guarded();
    expect((await refusalOf(url + query)).status).toBe(status);
    const record = running!.gateway.requests.at(-1)!;
    expect(record).toMatchObject({ method: 'CONNECT', path: '/prod', routeKey: '$connect', status });
    expect(JSON.stringify(record)).not.toContain('token=');
  });
});

describe('AWS_IAM', () => {
  const signed = () =>
    serve({
      routes: { $connect: 'Echo', $default: 'Echo' },
      replies: ['$default'],
      routeProperties: { $connect: { AuthorizationType: 'AWS_IAM' } },
    });
  const signature = (url: string, signQuery: boolean) => {
    const { host, pathname } = new URL(url);
    const request = { host, path: pathname, service: 'execute-api', region: 'us-east-1', signQuery };
    return sign(signQuery ? { ...request, path: `${pathname}?X-Amz-Expires=60` } : request, defaultCredentials);
  };

  it('W-5: takes a signature in the headers, and names who signed', async () => {
    const url = await signed();
    const headers = signature(url, false).headers as Record<string, string>;
    const client = await SocketClient.open(url, [], { headers });
    client.send('hello');
    expect((await client.nextJson()).requestContext.identity).toMatchObject({ accessKey: 'AKIDLOCALDEVELOPMENT' });
    await client.close();
  });

  it('W-5: takes a signature in the query string', async () => {
    const url = await signed();
    await (await SocketClient.open(new URL(signature(url, true).path!, url).href)).close();
  });

  it('W-4: refuses without one, with 403', async () => {
    expect((await refusalOf(await signed())).status).toBe(403);
  });
});
