import { createHmac, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import fc from 'fast-check';
import { exportSPKI, JWTPayload } from 'jose';

import { keepNothing } from '../../support/keep-nothing';
import { AuthorizerVerdict } from '../../../src/http-api/authorizers/authorizer';
import { JwtAuthorizer, JwtModel } from '../../../src/http-api/authorizers/jwt-authorizer';
import { until } from '../../support/until';
import { input, InputOptions, NOON, TurnableClock } from './authorizer-fixture';
import {
  IssuerServer,
  json,
  NOON_SECONDS,
  sign,
  TestKey,
  testKey,
  TokenOptions,
} from '../../authorizers/issuer-fixture';

let key: TestKey;
let other: TestKey;
let server: IssuerServer;
let clock: TurnableClock;

beforeAll(async () => {
  [key, other] = await Promise.all([testKey('k1'), testKey('k2')]);
});

beforeEach(async () => {
  server = await IssuerServer.start([key.jwk]);
  clock = new TurnableClock();
});

afterEach(() => server.close());

const authorizer = (model: Partial<JwtModel> = {}, issuers: Record<string, string> = {}) =>
  new JwtAuthorizer(
    {
      kind: 'jwt',
      authorizerId: 'auth1',
      identitySource: '$request.header.Authorization',
      issuer: server.url,
      audience: ['orders', 'shop'],
      scopes: [],
      ...model,
    },
    { clock, issuers, keep: keepNothing },
  );

const claims = (overrides: JWTPayload = {}): JWTPayload => ({
  iss: server.url,
  aud: 'orders',
  sub: 'ada',
  exp: NOON_SECONDS + 60,
  ...overrides,
});

const token = (overrides?: JWTPayload, options: Partial<TokenOptions> = {}) =>
  sign(claims(overrides), { key, ...options });

const bearer = (jwt: string, rest: InputOptions = {}) =>
  input({ headers: [['authorization', `Bearer ${jwt}`]], ...rest });

const expectRefused = (verdict: AuthorizerVerdict, description: string, scope = '') =>
  expect(verdict).toEqual({
    kind: 'deny',
    statusCode: 401,
    headers: [['www-authenticate', `Bearer scope="${scope}" error="invalid_token" error_description="${description}"`]],
    detail: expect.any(String),
  });

describe('H-51: the identity source', () => {
  it.each(['', 'Bearer '])('holds the token after "%s"', async (prefix) => {
    const verdict = await authorizer().authorize(input({ headers: [['AUTHORIZATION', prefix + (await token())]] }));
    expect(verdict).toMatchObject({ kind: 'allow', principal: 'ada', detail: 'JWT of sub "ada"' });
  });

  it('can be a query string parameter', async () => {
    const fromQuery = authorizer({ identitySource: '$request.querystring.t' });
    expect(await fromQuery.authorize(input({ query: `x=1&t=${await token()}` }))).toMatchObject({ kind: 'allow' });
    expect(await fromQuery.authorize(bearer(await token()))).toMatchObject({ kind: 'deny', statusCode: 401 });
  });

  it.each([
    ['missing', []],
    ['empty', [['authorization', '']]],
  ] as const)('%s: 401 with a bare challenge, without asking the issuer', async (_, headers) => {
    expect(await authorizer().authorize(input({ headers }))).toEqual({
      kind: 'deny',
      statusCode: 401,
      headers: [['www-authenticate', 'Bearer']],
      detail: 'no token in $request.header.Authorization',
    });
    expect(server.requests).toEqual([]);
  });

  it.each(['bearer ', 'Token ', 'Bearer  '])('after "%s" is refused (assumed)', async (prefix) => {
    const verdict = await authorizer().authorize(input({ headers: [['authorization', prefix + (await token())]] }));
    expectRefused(verdict, 'the token is malformed');
  });

  it('given twice is refused, even when each is good', async () => {
    const line = ['authorization', `Bearer ${await token()}`] as const;
    expectRefused(await authorizer().authorize(input({ headers: [line, line] })), 'the token is malformed');
  });
});

describe('H-52: algorithms', () => {
  it.each(['RS256', 'RS384', 'RS512'])('%s is accepted', async (alg) => {
    const signer = await testKey('k1', alg);
    server.serve(server.url, [signer.jwk]);
    expect(await authorizer().authorize(bearer(await token({}, { key: signer })))).toMatchObject({ kind: 'allow' });
  });

  const unsigned = (header: object, signature: (text: string) => string) => {
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${encode({ kid: 'k1', ...header })}.${encode(claims())}`;
    return `${text}.${signature(text)}`;
  };
  const refusal = 'the signing algorithm of the token is not supported';

  it.each(['none', 'None', 'NONE', '', undefined])('alg %p is refused', async (alg) => {
    expectRefused(await authorizer().authorize(bearer(unsigned({ alg }, () => ''))), refusal);
    expect(server.requests).toEqual([]);
  });

  it('HS256 with the public key as its secret is refused', async () => {
    const secrets = [await exportSPKI(key.publicKey), JSON.stringify(key.jwk), key.jwk.n as string];
    for (const secret of secrets) {
      const forged = unsigned({ alg: 'HS256' }, (text) =>
        createHmac('sha256', secret).update(text).digest('base64url'),
      );
      expectRefused(await authorizer().authorize(bearer(forged)), refusal);
    }
  });

  it('ES256 and PS256 are refused, though the issuer has such keys', async () => {
    const [elliptic, pss] = await Promise.all([testKey('k1', 'ES256'), testKey('k1', 'PS256')]);
    server.serve(server.url, [elliptic.jwk, pss.jwk]);
    expectRefused(await authorizer().authorize(bearer(await token({}, { key: elliptic }))), refusal);
    expectRefused(await authorizer().authorize(bearer(await token({}, { key: pss }))), refusal);
  });

  it('a key meant for another algorithm is not used', async () => {
    server.serve(server.url, [{ ...key.jwk, alg: 'RS512' }]);
    expectRefused(
      await authorizer().authorize(bearer(await token())),
      'the token was not signed by a key of the issuer',
    );
  });

  it('RSA of 1,024 bits is refused (assumed)', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    server.serve(server.url, [{ ...weak.publicKey.export({ format: 'jwk' }), kid: 'k1' }]);
    const signed = unsigned({ alg: 'RS256' }, (text) =>
      nodeSign('sha256', Buffer.from(text), weak.privateKey).toString('base64url'),
    );
    expectRefused(await authorizer().authorize(bearer(signed)), 'the signature of the token is invalid');
  });
});

describe('H-53: discovery and keys', () => {
  const discovery = 'OIDC discovery endpoint communication error';
  const keySet = 'JWKS communication error';

  it.each([
    ['discovery is down', '/.well-known/openid-configuration', json({}, 503), discovery],
    [
      'discovery is not JSON',
      '/.well-known/openid-configuration',
      (_: unknown, r: NodeJS.WritableStream) => r.end('<html>'),
      discovery,
    ],
    [
      'discovery names another issuer',
      '/.well-known/openid-configuration',
      json({ issuer: 'https://evil.example.com', jwks_uri: 'https://evil.example.com/keys' }),
      discovery,
    ],
    ['discovery names no keys', '/.well-known/openid-configuration', json({}), discovery],
    ['the keys are down', '/keys', json({}, 500), keySet],
    ['the keys are no list', '/keys', json({ keys: {} }), keySet],
    ['the keys are an array at the top', '/keys', json([]), keySet],
    ['the connection breaks', '/keys', (_: unknown, r: { destroy(): void }) => r.destroy(), keySet],
    ['the keys are over 150,000 bytes', '/keys', json({ keys: [], padding: 'x'.repeat(150_000) }), keySet],
  ])('fails closed when %s', async (_, path, answer, description) => {
    server.answers.set(path, answer as never);
    expectRefused(await authorizer().authorize(bearer(await token())), description);
  });

  it('fails closed when nothing listens', async () => {
    const gone = await IssuerServer.start([]);
    const issuer = gone.url;
    await gone.close();
    expectRefused(await authorizer({ issuer }).authorize(bearer(await token())), discovery);
  });

  it('a redirect is not followed (assumed)', async () => {
    server.answers.set('/keys', (_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    server.answers.set('/elsewhere', json({ keys: [key.jwk] }));
    expectRefused(await authorizer().authorize(bearer(await token())), keySet);
    expect(server.requests).not.toContain('/elsewhere');
  });

  it('keys at a plain http address that is not loopback are not fetched', async () => {
    // reaches the same server, by a name that does not say so
    const jwksUri = `${server.url.replace('127.0.0.1', '0.0.0.0')}/keys`;
    server.answers.set('/.well-known/openid-configuration', json({ issuer: server.url, jwks_uri: jwksUri }));
    expectRefused(await authorizer().authorize(bearer(await token())), keySet);
    expect(server.requests).not.toContain('/keys');
  });

  it.each([
    ['/.well-known/openid-configuration', discovery],
    ['/keys', keySet],
  ])('waits 1,500 ms for %s and no longer, by the injected clock', async (path, description) => {
    server.answers.set(path, () => undefined);
    let isOver = false;
    const verdict = authorizer()
      .authorize(bearer(await token()))
      .finally(() => (isOver = true));
    await until(() => server.requests.includes(path));
    clock.turn(1.499);
    // the alarm looks at such a clock every ten milliseconds
    await setTimeout(100);
    expect(isOver).toBe(false);
    clock.turn(0.001);
    expectRefused(await verdict, description);
  });

  it.each(['', '/'])('an issuer that ends in "%s" is asked at one path', async (end) => {
    const issuer = `${server.url}/realm${end}`;
    server.answers.set('/realm/.well-known/openid-configuration', json({ issuer, jwks_uri: `${server.url}/keys` }));
    expect(await authorizer({ issuer }).authorize(bearer(await token({ iss: issuer })))).toMatchObject({
      kind: 'allow',
    });
  });

  it('a base URL can stand in for an issuer', async () => {
    const issuer = 'https://id.example.com/';
    server.serve(issuer, [key.jwk]);
    const standIn = authorizer({ issuer }, { [issuer]: server.url });
    expect(await standIn.authorize(bearer(await token({ iss: issuer })))).toMatchObject({ kind: 'allow' });
    expectRefused(await standIn.authorize(bearer(await token())), 'the token does not have a valid issuer');
  });

  it.each(['http://id.example.com', 'ftp://127.0.0.1', 'id.example.com', 'http://127.0.0.1.evil.com'])(
    'an issuer of %s is refused at start',
    (issuer) => expect(() => authorizer({ issuer })).toThrow(`got "${issuer}"`),
  );
});

describe('H-54: caching of keys', () => {
  const fetches = () => server.requests.filter((path) => path === '/keys').length;

  it('many requests at once fetch once', async () => {
    const jwt = authorizer();
    const request = bearer(await token());
    await Promise.all(Array.from({ length: 50 }, () => jwt.authorize(request)));
    expect(server.requests).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('keys last two hours', async () => {
    const jwt = authorizer();
    const request = bearer(await token({ exp: NOON_SECONDS + 10_000 }));
    await jwt.authorize(request);
    clock.turn(7_199);
    await jwt.authorize(request);
    expect(fetches()).toBe(1);
    clock.turn(1);
    await jwt.authorize(request);
    expect(fetches()).toBe(2);
  });

  it('after two hours an issuer that is down means no', async () => {
    const jwt = authorizer();
    const request = bearer(await token({ exp: NOON_SECONDS + 10_000 }));
    await jwt.authorize(request);
    server.answers.set('/keys', json({}, 500));
    clock.turn(7_200);
    expectRefused(await jwt.authorize(request), 'JWKS communication error');
  });

  it('a failure is remembered for three seconds only', async () => {
    const jwt = authorizer();
    const request = bearer(await token());
    server.answers.set('/keys', json({}, 500));
    await jwt.authorize(request);
    server.serve(server.url, [key.jwk]);
    expectRefused(await jwt.authorize(request), 'JWKS communication error');
    expect(fetches()).toBe(1);
    clock.turn(3);
    expect(await jwt.authorize(request)).toMatchObject({ kind: 'allow' });
  });

  it('an unknown kid refetches at most once in ten seconds', async () => {
    const jwt = authorizer();
    const rotated = bearer(await token({}, { key: other }));
    expectRefused(await jwt.authorize(rotated), 'the token was not signed by a key of the issuer');
    expect(fetches()).toBe(1);
    server.serve(server.url, [key.jwk, other.jwk]);
    clock.turn(9);
    expect(await jwt.authorize(rotated)).toMatchObject({ kind: 'deny' });
    expect(fetches()).toBe(1);
    clock.turn(1);
    expect(await jwt.authorize(rotated)).toMatchObject({ kind: 'allow' });
    expect(fetches()).toBe(2);
  });

  it('known keys stay good while a refetch for an unknown one fails', async () => {
    const jwt = authorizer();
    await jwt.authorize(bearer(await token()));
    server.answers.set('/keys', json({}, 500));
    clock.turn(10);
    expectRefused(await jwt.authorize(bearer(await token({}, { key: other }))), 'JWKS communication error');
    expect(await jwt.authorize(bearer(await token()))).toMatchObject({ kind: 'allow' });
  });
});

describe('H-55: key and issuer', () => {
  it.each([undefined, '', 7, 'K1', '../k1', '__proto__'])('kid %p is refused', async (kid) => {
    expect(await authorizer().authorize(bearer(await token({}, { header: { kid } })))).toMatchObject({
      statusCode: 401,
    });
  });

  it('a signature by another key under the right kid is refused', async () => {
    const forged = await token({}, { key: other, header: { kid: 'k1' } });
    expectRefused(await authorizer().authorize(bearer(forged)), 'the signature of the token is invalid');
  });

  it('an encryption key signs nothing', async () => {
    server.serve(server.url, [{ ...key.jwk, use: 'enc' }]);
    expectRefused(
      await authorizer().authorize(bearer(await token())),
      'the token was not signed by a key of the issuer',
    );
  });

  it.each(['jwk', 'jku', 'x5u', 'x5c'])('a key that the token brings along as %s is not looked at', async (name) => {
    const evil = await IssuerServer.start([other.jwk]);
    const brought = { jwk: other.jwk, jku: `${evil.url}/keys`, x5u: `${evil.url}/keys`, x5c: ['MIIB'] }[name];
    const forged = await token({}, { key: other, header: { kid: 'k1', [name]: brought } });
    expectRefused(await authorizer().authorize(bearer(forged)), 'the signature of the token is invalid');
    expect(evil.requests).toEqual([]);
    await evil.close();
  });

  it.each([
    ['with a trailing slash', () => `${server.url}/`],
    ['in another case', () => server.url.toUpperCase()],
    ['of somebody else', () => 'https://evil.example.com'],
    ['that is missing', () => undefined],
    ['in a list', () => [server.url] as never],
  ])('an issuer %s is refused', async (_, iss) => {
    expectRefused(
      await authorizer().authorize(bearer(await token({ iss: iss() }))),
      'the token does not have a valid issuer',
    );
  });
});

describe('H-56: audience', () => {
  it.each([
    ['aud as text', { aud: 'shop' }],
    ['aud in a list', { aud: ['elsewhere', 'orders'] }],
    ['client_id without aud', { aud: undefined, client_id: 'orders' }],
  ])('%s is accepted', async (_, overrides) => {
    expect(await authorizer().authorize(bearer(await token(overrides)))).toMatchObject({ kind: 'allow' });
  });

  it.each([
    ['another aud', { aud: 'elsewhere' }],
    ['an aud that only contains the name', { aud: 'orders-evil' }],
    ['another aud beside a good client_id', { aud: 'elsewhere', client_id: 'orders' }],
    ['an empty aud beside a good client_id', { aud: [], client_id: 'orders' }],
    ['a null aud beside a good client_id', { aud: null as never, client_id: 'orders' }],
    ['neither', { aud: undefined }],
    ['another client_id', { aud: undefined, client_id: 'elsewhere' }],
    ['a nested list', { aud: [['orders']] as never }],
  ])('%s is refused', async (_, overrides) => {
    const verdict = await authorizer().authorize(bearer(await token(overrides)));
    expectRefused(verdict, 'the token does not have a valid audience');
  });
});

describe('H-57: times, by the injected clock and without leeway', () => {
  it.each([
    ['exp now', { exp: NOON_SECONDS }, 'the token has expired'],
    ['exp in the past', { exp: NOON_SECONDS - 1 }, 'the token has expired'],
    ['no exp (assumed)', { exp: undefined }, 'the token has expired'],
    ['exp as text', { exp: String(NOON_SECONDS + 60) as never }, 'the token has expired'],
    ['nbf in the future', { nbf: NOON_SECONDS + 1 }, 'the token is not valid yet'],
    ['nbf as text', { nbf: '0' as never }, 'the token is not valid yet'],
    ['iat in the future', { iat: NOON_SECONDS + 1 }, 'the token was issued in the future'],
    ['iat null', { iat: null as never }, 'the token was issued in the future'],
  ])('%s is refused', async (_, overrides, description) => {
    expectRefused(await authorizer().authorize(bearer(await token(overrides))), description);
  });

  it('nbf and iat of this very second are accepted (assumed)', async () => {
    const fresh = await token({ nbf: NOON_SECONDS, iat: NOON_SECONDS });
    expect(await authorizer().authorize(bearer(fresh))).toMatchObject({ kind: 'allow' });
  });

  it('a token expires as the clock turns', async () => {
    const jwt = authorizer();
    const request = bearer(await token());
    clock.turn(59);
    expect(await jwt.authorize(request)).toMatchObject({ kind: 'allow' });
    clock.turn(1);
    expectRefused(await jwt.authorize(request), 'the token has expired');
  });
});

describe('H-58, H-60: scopes', () => {
  const scopes = ['orders:read', 'orders:write'];

  it.each([
    [{ scope: 'openid orders:write' }],
    [{ scp: ['orders:read'] }],
    [{ scp: 'orders:read openid' }],
    [{ scope: 'openid', scp: ['orders:read'] }],
  ])('one of the scopes is enough: %j', async (overrides) => {
    const verdict = await authorizer().authorize(bearer(await token(overrides), { scopes }));
    expect(verdict.kind).toBe('allow');
  });

  it.each([
    [{}],
    [{ scope: '' }],
    [{ scope: 'orders:reader orders' }],
    [{ scp: [['orders:read']] }],
    [{ scope: { a: 'orders:read' } }],
  ])('none of them is 403: %j', async (overrides) => {
    expect(await authorizer().authorize(bearer(await token(overrides as never), { scopes }))).toEqual({
      kind: 'deny',
      statusCode: 403,
      headers: [
        [
          'www-authenticate',
          'Bearer scope="orders:read orders:write" error="insufficient_scope" error_description="expected scopes: [orders:read orders:write]"',
        ],
      ],
      detail: 'JWT of sub "ada", expected scopes: [orders:read orders:write]',
    });
  });

  it.each([
    ['a text', { scope: 'profile orders:read' }],
    ['a list', { scp: ['profile', 'orders:read'] }],
  ])('H-61: of a route with scopes, the function learns all scopes of the token: %s', async (_, overrides) => {
    const verdict = await authorizer().authorize(bearer(await token(overrides), { scopes }));
    expect(verdict).toMatchObject({ context: { jwt: { scopes: ['profile', 'orders:read'] } } });
  });

  it('H-59: a 401 names the scopes of the route too', async () => {
    const verdict = await authorizer().authorize(bearer(await token({ exp: 1 }), { scopes }));
    expectRefused(verdict, 'the token has expired', 'orders:read orders:write');
  });
});

describe('H-61: what the function gets', () => {
  it('every claim as text, lists and objects as Go prints them (assumed)', async () => {
    const verdict = await authorizer().authorize(
      bearer(await token({ groups: ['a', 'b'], none: [], admin: true, nothing: null, address: { town: 'x', no: 3 } })),
    );
    expect(verdict).toMatchObject({
      kind: 'allow',
      context: {
        jwt: {
          scopes: null,
          claims: {
            iss: server.url,
            aud: 'orders',
            sub: 'ada',
            exp: String(NOON / 1_000 + 60),
            groups: '[a b]',
            none: '[]',
            admin: 'true',
            address: 'map[no:3 town:x]',
          },
        },
      },
    });
  });
});

describe('what is no token', () => {
  it('a tampered payload is refused', async () => {
    const [header, , signature] = (await token()).split('.');
    const payload = Buffer.from(JSON.stringify(claims({ sub: 'root' }))).toString('base64url');
    expectRefused(
      await authorizer().authorize(bearer(`${header}.${payload}.${signature}`)),
      'the signature of the token is invalid',
    );
  });

  it.each([[['exp']], [[]], [['b64']], ['exp']])('crit %j is refused', async (crit) => {
    const [, payload, signature] = (await token()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'k1', crit, b64: false })).toString('base64url');
    expectRefused(
      await authorizer().authorize(bearer(`${header}.${payload}.${signature}`)),
      'the token has critical extensions',
    );
  });

  it('a huge token is refused before anything is done with it', async () => {
    expectRefused(
      await authorizer().authorize(bearer(await token({ padding: 'x'.repeat(20_000) }))),
      'the token is too long',
    );
    expect(server.requests).toEqual([]);
  });

  it('a payload that is no JSON object is refused', async () => {
    const { CompactSign } = await import('jose');
    for (const payload of ['[]', 'null', '"text"', '{', '\xff']) {
      const signed = await new CompactSign(Buffer.from(payload, 'latin1'))
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .sign(key.privateKey);
      expectRefused(await authorizer().authorize(bearer(signed)), 'the token is malformed');
    }
  });

  it('no garbage gets in, and none of it gets into a header or the log', async () => {
    const jwt = authorizer();
    const good = await token();
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...good.split('.')),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const garbage = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (text) => {
        fc.pre(text !== good && text !== '');
        const verdict = await jwt.authorize(input({ headers: [['authorization', text]] }));
        expect(verdict).toMatchObject({ kind: 'deny', statusCode: 401 });
        expect(JSON.stringify(verdict)).not.toContain(good);
        expect(verdict.kind === 'deny' && verdict.headers[0]?.[1]).toMatch(
          /^Bearer scope="" error="invalid_token" error_description="[\w ]+"$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('the log of a refusal holds no token', async () => {
    const expired = await token({ exp: 1 });
    expect(JSON.stringify(await authorizer().authorize(bearer(expired)))).not.toContain(expired.split('.')[2]);
  });
});
