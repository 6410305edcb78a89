import { connect } from 'node:net';
import { GatewayRequest } from '../../src/core/request';
import { listen, Listener } from '../../src/gateway/listener';
import { TestClock } from '../support/gateway';

let listener: Listener;
let seen: GatewayRequest | undefined;
beforeAll(async () => {
  listener = await listen(0, new TestClock(), async (request) => {
    seen = request;
    return { statusCode: 200, headers: [], body: Buffer.from('ok') };
  });
});
beforeEach(() => {
  seen = undefined;
});
afterAll(() => listener.close());

/** What comes back for exactly these bytes. */
function answerTo(head: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(listener.port, '127.0.0.1', () =>
      socket.write(`${head}\r\nHost: a\r\nConnection: close\r\n\r\n${body}`, 'latin1'),
    );
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

it.each([
  ['/a/b', '/a/b', ''],
  ['//a//b', '//a//b', ''],
  ['/a?', '/a', ''],
  ['/a?b?c=%20', '/a', 'b?c=%20'],
  ['http://api.example.com/a?b=c', '/a', 'b=c'],
  ['HTTPS://api.example.com:8443/a/https://b', '/a/https://b', ''],
  ['/http://b', '/http://b', ''],
])('the target %s is the path %s and the query "%s"', async (target, rawPath, rawQueryString) => {
  await answerTo(`GET ${target} HTTP/1.1`);
  expect(seen).toMatchObject({ rawPath, rawQueryString });
});

it('HTTP/1.0 and methods of other protocols pass', async () => {
  await answerTo('PURGE /a HTTP/1.0');
  expect(seen).toMatchObject({ method: 'PURGE', protocol: 'HTTP/1.0' });
});

it('a body in chunks is one body', async () => {
  await answerTo('POST /a HTTP/1.1\r\nTransfer-Encoding: chunked', '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
  expect(seen?.body.toString()).toBe('abcde');
});

it('a caller who expects to go on may', async () => {
  const answer = await answerTo('POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2', 'hi');
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  expect(seen?.body.toString()).toBe('hi');
});

it('the answer to HEAD has the length, and no body', async () => {
  expect(await answerTo('HEAD /a HTTP/1.1')).toMatch(/Content-Length: 2\r\n[^]*\r\n\r\n$/);
});

it.each(['FOO /a HTTP/1.1', 'GET /a HTTP/1.1\r\nContent-Length: x', 'hello'])('%j is a 400', async (head) => {
  expect(await answerTo(head)).toMatch(/^HTTP\/1\.1 400 /);
  expect(seen).toBeUndefined();
});
