import { createHmac, generateKeyPairSync, sign as nodeSign } from 'node:crypto';
import fc from 'fast-check';
import { exportSPKI } from 'jose';
import { AuthorizerUnderTest, NOON_SECONDS, testKey } from './authorizer-under-test';

let api: AuthorizerUnderTest;

beforeEach(async () => {
  api = await AuthorizerUnderTest.start();
});
afterEach(() => api.stop());

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function handmade(header: object, signature: (text: string) => string, claims: object = api.claims()): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${signature(text)}`;
}

it('a good token is let in everywhere, as its subject', async () => {
  await expect(api.accepts(api.token())).resolves.toMatchObject({
    principalId: 'ada',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: 'Allow',
          Resource: ['arn:aws:execute-api:eu-central-1:111122223333:abc123/prod/*'],
        },
      ],
    },
  });
  expect(api.log).toEqual([]);
});

it('a token without sub is let in as its client, which is no user of that name', async () => {
  const claims = { sub: undefined, client_id: 'ada' };
  await expect(api.accepts(api.token(claims))).resolves.toMatchObject({ principalId: 'client:ada' });
  await expect(api.accepts(api.token({ client_id: 'app' }))).resolves.toMatchObject({ principalId: 'ada' });
});

it.each([{}, { sub: '' }, { sub: '', client_id: 5 }, { client_id: '' }])(
  'a token that says of nobody who it is for is refused: %j',
  async (claims) => {
    await api.refuses(api.token({ sub: undefined, ...claims }), 'no-subject');
  },
);

describe('H-52: algorithms', () => {
  it.each(['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'])('%s is accepted', async (alg) => {
    const key = await testKey('k2', alg);
    api.issuer.serve(api.issuer.url, [api.key.jwk, key.jwk]);
    await api.accepts(api.token({}, {}, key));
  });

  it.each(['none', 'None', 'NONE', '', undefined, 5])('alg %p is refused before any key is fetched', async (alg) => {
    const reason = alg === 5 ? 'malformed-token' : 'algorithm-not-accepted';
    await api.refuses(
      handmade({ alg, kid: 'k1' }, () => ''),
      reason,
    );
    expect(api.issuer.requests).toEqual([]);
  });

  it('HS256 with the public key as its secret is refused', async () => {
    for (const secret of [await exportSPKI(api.key.publicKey), JSON.stringify(api.key.jwk), String(api.key.jwk.n)]) {
      const forged = handmade({ alg: 'HS256', kid: 'k1' }, (text) =>
        createHmac('sha256', secret).update(text).digest('base64url'),
      );
      await api.refuses(forged, 'algorithm-not-accepted');
    }
  });

  it.each(['PS256', 'EdDSA'])('%s is refused, though the issuer has such a key', async (alg) => {
    const key = await testKey('k2', alg);
    api.issuer.serve(api.issuer.url, [key.jwk]);
    await api.refuses(api.token({}, {}, key), 'algorithm-not-accepted');
  });

  it('a key is not used for another algorithm than its own', async () => {
    const curve = await testKey('k2', 'ES256');
    api.issuer.serve(api.issuer.url, [{ ...api.key.jwk, alg: 'RS512' }, curve.jwk]);
    await api.refuses(api.token(), 'unknown-key');
    await api.refuses(
      handmade({ alg: 'ES384', kid: 'k2' }, () => 'AAAA'),
      'unknown-key',
    );
    await api.refuses(
      handmade({ alg: 'RS256', kid: 'k2' }, () => 'AAAA'),
      'unknown-key',
    );
  });

  it('RSA of 1,024 bits is refused', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 });
    api.issuer.serve(api.issuer.url, [{ ...weak.publicKey.export({ format: 'jwk' }), kid: 'k1' } as never]);
    const signed = handmade({ alg: 'RS256', kid: 'k1' }, (text) =>
      nodeSign('sha256', Buffer.from(text), weak.privateKey).toString('base64url'),
    );
    await api.refuses(signed, 'unknown-key');
  });
});

describe('H-55: keys and signatures', () => {
  it('a token signed by another key under the right kid is refused', async () => {
    await api.refuses(api.token({}, {}, await testKey('k1')), 'invalid-signature');
  });

  it('a token with a changed claim is refused', async () => {
    const [header, , signature] = (await api.token()).split('.');
    await api.refuses(`${header}.${part(api.claims({ sub: 'eve' }))}.${signature}`, 'invalid-signature');
  });

  it('a token without signature is refused', async () => {
    const [header, claims] = (await api.token()).split('.');
    await api.refuses(`${header}.${claims}.`, 'invalid-signature');
  });

  it.each([
    ['no kid', { kid: undefined }, 'no-key-id'],
    ['an empty kid', { kid: '' }, 'no-key-id'],
    ['an unknown kid', { kid: 'k9' }, 'unknown-key'],
    ['a path for a kid', { kid: '../../../../dev/null' }, 'unknown-key'],
    ['a statement for a kid', { kid: "k1' UNION SELECT 'x" }, 'unknown-key'],
    ['a property of objects for a kid', { kid: '__proto__' }, 'unknown-key'],
    ['a URL for a kid', { kid: 'https://evil.example.com/keys' }, 'unknown-key'],
  ])('%s is refused', async (_, header, reason) => {
    await api.refuses(api.token({}, header), reason);
  });

  it('a critical extension is refused', async () => {
    const signed = handmade({ alg: 'RS256', kid: 'k1', crit: ['exp'], exp: 1 }, () => 'AAAA');
    await api.refuses(signed, 'critical-header');
  });

  it('a key or the address of a key in the header is not looked at', async () => {
    const evil = await testKey('k1');
    const other = await testKey('evil');
    const header = { jwk: evil.jwk, jku: `${api.issuer.url}/evil`, x5u: `${api.issuer.url}/evil`, x5c: ['AAAA'] };
    await api.refuses(api.token({}, header, evil), 'invalid-signature');
    await api.refuses(api.token({}, { ...header, jwk: other.jwk }, other), 'unknown-key');
    await api.accepts(api.token({}, header));
    expect(api.issuer.requests).not.toContain('/evil');
  });

  it.each([{ use: 'enc' }, { key_ops: ['encrypt'] }, { kid: undefined }, { kty: 'oct', k: 'AAAA' }, { n: 5 }])(
    'a key with %j is not used, and spoils no other',
    async (change) => {
      api.issuer.serve(api.issuer.url, [{ ...api.key.jwk, ...change } as never]);
      await api.refuses(api.token(), 'unknown-key');
      const second = await testKey('k2');
      api.clock.turn(11);
      api.issuer.serve(api.issuer.url, [{ ...api.key.jwk, ...change } as never, second.jwk]);
      await api.accepts(api.token({}, {}, second));
    },
  );
});

describe('H-55: issuer, to the letter', () => {
  it.each([
    ['another', () => 'https://evil.example.com'],
    ['one with a trailing slash', () => `${api.issuer.url}/`],
    ['one in capitals', () => api.issuer.url.toUpperCase()],
    ['none', () => undefined],
  ])('%s is refused', async (_, iss) => {
    await api.refuses(api.token({ iss: iss() }), 'wrong-issuer');
  });

  it('an issuer with a trailing slash is found, and its tokens must have the slash', async () => {
    const issuer = `${api.issuer.url}/`;
    api.issuer.serve(issuer, [api.key.jwk]);
    const slashed = api.with({ issuer });
    await slashed.accepts(api.token({ iss: issuer }));
    await slashed.refuses(api.token(), 'wrong-issuer');
  });
});

describe('H-56: audience', () => {
  it.each([
    ['one of the accepted', { aud: 'returns' }],
    ['a list with an accepted one', { aud: ['other', 'orders'] }],
    ['a client where there is no aud', { aud: undefined, client_id: 'orders' }],
  ])('%s is accepted', async (_, claims) => {
    await api.accepts(api.token(claims));
  });

  it.each([
    ['another', { aud: 'other' }],
    ['part of one', { aud: 'order' }],
    ['an empty list', { aud: [] }],
    ['none at all', { aud: undefined }],
    ['an accepted client, but another aud', { aud: 'other', client_id: 'orders' }],
    ['an accepted client, but an empty aud', { aud: '', client_id: 'orders' }],
  ])('%s is refused', async (_, claims) => {
    await api.refuses(api.token(claims), 'wrong-audience');
  });

  it('nothing is accepted where no audience is', async () => {
    await api.with({ audience: [] }).refuses(api.token(), 'wrong-audience');
  });
});

describe('Cognito: access tokens and id tokens', () => {
  const cognito = () => api.with({ tokenUse: 'cognito' });

  it('each kind is known by where it names the app client', async () => {
    await cognito().accepts(api.token({ token_use: 'access', client_id: 'orders', aud: undefined }));
    await cognito().accepts(api.token({ token_use: 'access', client_id: 'orders', aud: 'https://api.example.com' }));
    await cognito().accepts(api.token({ token_use: 'id', aud: 'orders' }));
  });

  it.each([
    ['an access token of another client', { token_use: 'access', client_id: 'other' }, 'wrong-audience'],
    ['an access token without client', { token_use: 'access', aud: 'orders' }, 'wrong-audience'],
    ['an id token for another client', { token_use: 'id', aud: 'other', client_id: 'orders' }, 'wrong-audience'],
    ['an id token without aud', { token_use: 'id', aud: undefined, client_id: 'orders' }, 'wrong-audience'],
    ['another kind', { token_use: 'refresh', aud: 'orders' }, 'wrong-token-use'],
    ['no kind', { aud: 'orders' }, 'wrong-token-use'],
  ])('%s is refused', async (_, claims, reason) => {
    await cognito().refuses(api.token(claims), reason);
  });
});

describe('H-57: times, with 30 seconds of skew', () => {
  const now = NOON_SECONDS;
  const lenient = () => api.with({ clockSkewSeconds: 30 });

  it.each([
    ['expires in a second', { exp: now + 1 }],
    ['expired within the skew', { exp: now - 29 }],
    ['starts now', { nbf: now }],
    ['starts within the skew', { nbf: now + 30 }],
    ['was issued within the skew', { iat: now + 30 }],
    ['says nothing of iat and nbf', { iat: undefined }],
  ])('a token that %s is accepted', async (_, claims) => {
    await lenient().accepts(api.token(claims));
  });

  it.each([
    ['expired at the end of the skew', { exp: now - 30 }, 'expired'],
    ['expired long ago', { exp: 0 }, 'expired'],
    ['has no exp', { exp: undefined }, 'no-expiry'],
    ['has a text as exp', { exp: '4102444800' as never }, 'malformed-token'],
    ['starts after the skew', { nbf: now + 31 }, 'not-yet-valid'],
    ['was issued after the skew', { iat: now + 31 }, 'issued-in-future'],
  ])('a token that %s is refused', async (_, claims, reason) => {
    const { iat, ...rest } = claims as { iat?: number };
    await lenient().refuses(handmadeSigned({ ...api.claims(rest), ...('iat' in claims && { iat }) }), reason);
  });

  it('without skew the second of expiry is too late, and the present second is not the future', async () => {
    await api.refuses(api.token({ exp: now }), 'expired');
    await api.accepts(api.token({ nbf: now, iat: now }));
    await api.refuses(api.token({ nbf: now + 1 }), 'not-yet-valid');
    await api.refuses(api.token({ iat: now + 1 }), 'issued-in-future');
  });

  it('a token ends with its time', async () => {
    const token = await api.token({ exp: now + 10 });
    await api.accepts(token);
    api.clock.turn(10);
    await api.refuses(token, 'expired');
  });

  function handmadeSigned(claims: object): string {
    return handmade({ alg: 'RS256', kid: 'k2' }, (text) => rsaSign(text), claims);
  }

  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const rsaSign = (text: string) => nodeSign('sha256', Buffer.from(text), pair.privateKey).toString('base64url');

  beforeEach(() => {
    const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'k2' };
    api.issuer.serve(api.issuer.url, [api.key.jwk, jwk as never]);
  });
});

describe('garbage', () => {
  it.each([
    ['blanks', '   ', 'no-token'],
    ['Bearer alone', 'Bearer ', 'no-token'],
    ['a word', 'hello', 'malformed-token'],
    ['Basic credentials', 'Basic YWRhOnNlY3JldHNlY3JldA==', 'malformed-token'],
    ['two parts', 'eyJhbGciOiJSUzI1NiJ9.e30', 'malformed-token'],
    ['five parts, as of an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA.AAAA', 'malformed-token'],
    ['a header that is no JSON', 'AAAA.AAAA.AAAA', 'malformed-token'],
    ['a header that is a list', `${part([])}.${part({})}.AAAA`, 'malformed-token'],
    ['claims that are null', `${part({ alg: 'RS256', kid: 'k1' })}.${part(null)}.AAAA`, 'malformed-token'],
    ['100 kB of token', `${'A'.repeat(50_000)}.${'A'.repeat(50_000)}.AAAA`, 'token-too-long'],
    ['100 kB of nothing', 'A'.repeat(100_000), 'token-too-long'],
  ])('%s is refused', async (_, token, reason) => {
    await api.refuses(token, reason);
    expect(api.issuer.requests).toEqual([]);
  });

  it('whatever is sent, the answer is Unauthorized and never another error', async () => {
    const good = await api.token();
    const spoiled = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1))
      // the last character of base64 has bits that mean nothing
      .filter((token) => token !== good && token.slice(0, -1) !== good.slice(0, -1) && token.trim() !== good);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), spoiled), async (token) => {
        await expect(api.authorize({ type: 'TOKEN', authorizationToken: token, methodArn: 'a/b/c' })).rejects.toEqual(
          new Error('Unauthorized'),
        );
      }),
      { numRuns: 300 },
    );
    expect(api.log.map(({ reason }) => reason)).not.toContain('unexpected-error');
  });
});
