import { call, eventOf } from '../support/call';
import { RunningFixture, serveTemplate } from '../support/gateway';
import { apiTemplate, ApiFixture, lambdaProxy, OBEY } from '../support/template';

let open: RunningFixture | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function serve(fixture: Partial<ApiFixture>): Promise<string> {
  open = await serveTemplate(apiTemplate({ routes: {}, ...fixture }));
  return open.gateway.url('Api');
}

const mapped = (RequestParameters: object) => ({
  routes: { 'POST /a/{id}': { ...lambdaProxy('Echo'), RequestParameters } },
});

it('H-74: append, overwrite and remove on headers and the query', async () => {
  const url = await serve(
    mapped({
      'append:header.x-a': 'new',
      'overwrite:header.x-b': 'new',
      'remove:header.x-c': "''",
      'append:querystring.a': 'new',
      'overwrite:querystring.b': 'new',
      'remove:querystring.c': "''",
    }),
  );
  const headers = { 'x-a': 'old', 'x-b': 'old', 'x-c': 'old' };
  const event = await eventOf(url, '/a/1?a=old&b=old&c=old&d=old', { method: 'POST', headers });
  expect(event.headers).toMatchObject({ 'x-a': 'old,new', 'x-b': 'new' });
  expect(event.headers).not.toHaveProperty('x-c');
  expect(event.queryStringParameters).toEqual({ a: 'old,new', b: 'new', d: 'old' });
});

it.each([
  ['$request.header.X-Name', 'ada'],
  ['$request.querystring.q', '1,2'],
  ['$request.path', '/a/7'],
  ['$request.path.id', '7'],
  ['$request.body.user.names[1]', 'lovelace'],
  ['$context.routeKey', 'POST /a/{id}'],
  ['$context.httpMethod', 'POST'],
  ['a literal', 'a literal'],
  ['id-${request.path.id}-${context.stage}', 'id-7-$default'],
])('H-75: %s', async (value, expected) => {
  const url = await serve(mapped({ 'overwrite:header.x-mapped': value }));
  const event = await eventOf(url, '/a/7?q=1&q=2&Q=3', {
    method: 'POST',
    headers: { 'x-name': 'ada', 'content-type': 'application/json' },
    body: JSON.stringify({ user: { names: ['ada', 'lovelace'] } }),
  });
  expect(event.headers).toMatchObject({ 'x-mapped': expected });
});

it('H-75: stage variables', async () => {
  const url = await serve({
    ...mapped({ 'overwrite:header.x-mapped': '$stageVariables.colour' }),
    stages: [{ StageName: 'v1', StageVariables: { colour: 'green' } }],
  });
  const event = await eventOf(url, '/a/7', { method: 'POST' });
  expect(event.headers).toMatchObject({ 'x-mapped': 'green' });
});

it('H-74: responses are mapped by the status of the backend', async () => {
  const ResponseParameters = {
    '404': {
      ResponseParameters: [
        { Destination: 'overwrite:statuscode', Source: '403' },
        { Destination: 'append:header.x-why', Source: '$response.body.reason' },
        { Destination: 'overwrite:header.x-copy', Source: '$response.header.x-origin' },
        { Destination: 'remove:header.x-secret', Source: "''" },
      ],
    },
  };
  const url = await serve({
    routes: { 'POST /a': { ...lambdaProxy('Obey'), ResponseParameters } },
    functions: { Obey: OBEY },
  });
  const answer = (statusCode: number) =>
    call(url, '/a', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ statusCode, headers: { 'x-secret': 's', 'x-origin': 'o' }, body: '{"reason":"gone"}' }),
    });
  const changed = await answer(404);
  expect(changed).toMatchObject({ status: 403, headers: { 'x-why': 'gone', 'x-copy': 'o' } });
  expect(changed.headers).not.toHaveProperty('x-secret');
  expect(await answer(200)).toMatchObject({ status: 200, headers: { 'x-secret': 's' } });
});

it.each(['Authorization', 'access-control-allow-origin', 'X-Amz-Date', 'Via', 'X-Forwarded-For'])(
  'H-76: header %s is reserved',
  async (name) => {
    await expect(serve(mapped({ [`overwrite:header.${name}`]: 'x' }))).rejects.toThrow(`header ${name} is reserved`);
  },
);

it('H-74: an unknown key is refused by name', async () => {
  await expect(serve(mapped({ 'integration.request.header.x': 'y' }))).rejects.toThrow(
    'RequestParameters.integration.request.header.x',
  );
});
