import { createServer } from 'node:net';
import { mayHoldKeysOf } from '../../../lib/runtime/jwt-authorizer/issuer-keys';
import { AuthorizerUnderTest, DISCOVERY, json, testKey } from './authorizer-under-test';

let api: AuthorizerUnderTest;

beforeEach(async () => {
  api = await AuthorizerUnderTest.start();
});
afterEach(() => api.stop());

describe('H-54: how long keys last', () => {
  it('keys are fetched once for requests that come together', async () => {
    const token = await api.token();
    await Promise.all(Array.from({ length: 50 }, () => api.accepts(token)));
    expect(api.fetches).toBe(1);
  });

  it('a withdrawn key is accepted until the keys are too old, and not after', async () => {
    const token = await api.token({ exp: 2 ** 33 });
    await api.accepts(token);
    api.issuer.serve(api.issuer.url, [(await testKey('k2')).jwk]);
    api.clock.turn(3_599);
    await api.accepts(token);
    api.clock.turn(1);
    await api.refuses(token, 'unknown-key');
    expect(api.fetches).toBe(2);
  });

  it('a key replaced under its own kid is noticed when the keys are too old', async () => {
    const token = await api.token({ exp: 2 ** 33 });
    await api.accepts(token);
    const successor = await testKey('k1');
    api.issuer.serve(api.issuer.url, [successor.jwk]);
    api.clock.turn(3_600);
    await api.refuses(token, 'invalid-signature');
    await api.accepts(api.token({ exp: 2 ** 33 }, {}, successor));
  });

  it('an issuer that is down is not missed while the keys are young, and nobody is let in after', async () => {
    const token = await api.token({ exp: 2 ** 33 });
    await api.accepts(token);
    api.issuer.answers.set('/keys', json({}, 503));
    api.clock.turn(3_599);
    await api.accepts(token);
    api.clock.turn(1);
    await api.refuses(token, 'keys-unavailable');
    expect(api.log.at(-1)).toMatchObject({ detail: `${api.issuer.url}/keys: answered 503` });
  });

  it('an issuer that is up again is noticed after two seconds', async () => {
    api.issuer.answers.set('/keys', json({}, 503));
    await api.refuses(api.token(), 'keys-unavailable');
    await api.refuses(api.token(), 'keys-unavailable');
    expect(api.fetches).toBe(1);
    api.issuer.serve(api.issuer.url, [api.key.jwk]);
    api.clock.turn(2);
    await api.accepts(api.token());
  });
});

describe('unknown key ids', () => {
  it('a flood of them asks the issuer once in ten seconds', async () => {
    await api.accepts(api.token());
    api.clock.turn(10);
    for (let index = 0; index < 20; index++) {
      await api.refuses(api.token({}, { kid: `made-up-${index}` }), 'unknown-key');
    }
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) =>
        expect(
          api.authorize({
            type: 'TOKEN',
            methodArn: 'a/b/c',
            authorizationToken: await api.token({}, { kid: `other-${index}` }),
          }),
        ).rejects.toThrow('Unauthorized'),
      ),
    );
    expect(api.fetches).toBe(2);
    api.clock.turn(10);
    await api.refuses(api.token({}, { kid: 'made-up' }), 'unknown-key');
    expect(api.fetches).toBe(3);
  });

  it('a new key is found ten seconds after the last look at the latest', async () => {
    await api.accepts(api.token());
    const rotated = await testKey('k2');
    api.issuer.serve(api.issuer.url, [api.key.jwk, rotated.jwk]);
    const token = await api.token({}, {}, rotated);
    await api.refuses(token, 'unknown-key');
    api.clock.turn(10);
    await api.accepts(token);
    await api.accepts(api.token());
  });

  it('when asking for a new key fails, the known ones go on', async () => {
    await api.accepts(api.token());
    api.issuer.answers.set('/keys', json({}, 500));
    api.clock.turn(10);
    await api.refuses(api.token({}, { kid: 'k9' }), 'keys-unavailable');
    await api.accepts(api.token());
    await api.refuses(api.token({}, { kid: 'k9' }), 'unknown-key');
    expect(api.fetches).toBe(2);
  });
});

describe('H-53: an issuer that misbehaves', () => {
  const huge = (_: unknown, response: import('node:http').ServerResponse) => response.end(`"${'x'.repeat(150_000)}"`);
  const text = (body: string) => (_: unknown, response: import('node:http').ServerResponse) => response.end(body);
  const redirect = (location: string) => (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(302, { location }).end();

  it.each([DISCOVERY, '/keys'])('%s: not there, not JSON, no object, too large', async (path) => {
    const cases: [Parameters<typeof api.issuer.answers.set>[1], string][] = [
      [json({}, 404), 'answered 404'],
      [json({ keys: [] }, 201), 'answered 201'],
      [text('<html>secret</html>'), 'no JSON object'],
      [json([]), 'no JSON object'],
      [json(null), 'no JSON object'],
      [huge, 'more than 150000 bytes'],
      [(request) => request.socket.destroy(), 'ECONNRESET'],
      [redirect(`${api.issuer.url}/elsewhere`), 'answered 302'],
      [redirect('file:///etc/passwd'), 'answered 302'],
      [redirect('http://169.254.169.254/'), 'answered 302'],
    ];
    for (const [answer, detail] of cases) {
      api.issuer.answers.set(path, answer);
      await api.refuses(api.token(), 'keys-unavailable');
      expect(api.log.at(-1)).toMatchObject({ detail: `${api.issuer.url}${path}: ${detail}` });
      api.clock.turn(2);
    }
    expect(api.issuer.requests).not.toContain('/elsewhere');
  });

  it.each([
    ['speaks for another issuer', () => ({ issuer: 'https://evil.example.com', jwks_uri: `${api.issuer.url}/keys` })],
    ['names no keys', () => ({ issuer: api.issuer.url })],
    ['names keys by plain http', () => ({ issuer: api.issuer.url, jwks_uri: 'http://id.example.com/keys' })],
    ['names a file', () => ({ issuer: api.issuer.url, jwks_uri: 'file:///etc/passwd' })],
    ['names no URL', () => ({ issuer: api.issuer.url, jwks_uri: '/keys' })],
  ])('discovery that %s', async (_, document) => {
    api.issuer.answers.set(DISCOVERY, json(document()));
    await api.refuses(api.token(), 'keys-unavailable');
    expect(api.fetches).toBe(0);
  });

  it.each([
    ['https://id.example.com', 'https://keys.example.com/set', true],
    ['https://id.example.com', 'http://127.0.0.1:9001/2018-06-01/runtime', false],
    ['https://id.example.com', 'http://localhost/keys', false],
    ['http://127.0.0.1:4000', 'http://localhost:4000/keys', true],
    ['http://127.0.0.1:4000', 'http://127.0.0.1.evil.example.com/keys', false],
    ['http://127.0.0.1:4000', 'http://id.example.com/keys', false],
    ['http://127.0.0.1:4000', 'file:///etc/passwd', false],
  ])('keys of %s at %s: %p', (issuer, jwksUri, expected) => {
    expect(mayHoldKeysOf(issuer, jwksUri)).toBe(expected);
  });

  it.each([{ keys: {} }, {}, { keys: 'k1' }])('a key set %j', async (set) => {
    api.issuer.answers.set('/keys', json(set));
    await api.refuses(api.token(), 'keys-unavailable');
  });

  it('an issuer elsewhere than on loopback must have https', async () => {
    const plain = api.with({ issuer: 'http://id.example.com' });
    await plain.refuses(api.token({ iss: 'http://id.example.com' }), 'keys-unavailable');
    expect(api.log.at(-1)).toMatchObject({ detail: expect.stringContaining('not https') });
  });

  it('nobody there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as import('node:net').AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const issuer = `http://127.0.0.1:${port}`;
    await api.with({ issuer }).refuses(api.token({ iss: issuer }), 'keys-unavailable');
  });

  it.each([
    ['does not answer', () => undefined],
    [
      'does not end its answer',
      (_: unknown, response: import('node:http').ServerResponse) => void response.write('{"keys": ['),
    ],
  ])('a key set that %s is given up after 1.5 seconds', async (_, answer) => {
    api.issuer.answers.set('/keys', answer);
    const began = performance.now();
    await api.refuses(api.token(), 'keys-unavailable');
    expect(performance.now() - began).toBeGreaterThan(1_400);
    expect(api.log.at(-1)).toMatchObject({ detail: `${api.issuer.url}/keys: no answer in 1500 ms` });
  });
});
