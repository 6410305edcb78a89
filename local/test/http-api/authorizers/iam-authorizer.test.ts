import { createHash } from 'node:crypto';

import { Request, sign } from 'aws4';

import { defaultCredentials } from '../../../src/core/development-credentials';
import { HeaderLine } from '../../../src/core/request';
import { IamAuthorizer } from '../../../src/http-api/authorizers/iam-authorizer';
import { input, TurnableClock } from './authorizer-fixture';

const NOON_TIMESTAMP = '20261121T120000Z';

let clock: TurnableClock;
let authorizer: IamAuthorizer;

beforeEach(() => {
  clock = new TurnableClock();
  authorizer = new IamAuthorizer({ clock, credentials: defaultCredentials });
});

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A request signed at noon by aws4, as a client would. */
function signed(options: Request = {}, credentials = defaultCredentials): Sent {
  const request = sign(
    {
      method: 'GET',
      path: '/orders/7',
      service: 'execute-api',
      region: 'eu-central-1',
      ...options,
      headers: {
        Host: '127.0.0.1:3000',
        ...(options.signQuery ? {} : { 'X-Amz-Date': NOON_TIMESTAMP }),
        ...options.headers,
      },
    },
    credentials,
  );
  return {
    method: request.method ?? 'GET',
    path: request.path ?? '',
    headers: request.headers as Record<string, string>,
    body: String(request.body ?? ''),
  };
}

const presigned = (query = `X-Amz-Date=${NOON_TIMESTAMP}&X-Amz-Expires=900`) =>
  signed({ path: `/orders/7?${query}`, signQuery: true });

function send({ method, path, headers, body }: Sent, extraHeaders: readonly HeaderLine[] = []) {
  const [rawPath = '', rawQueryString = ''] = path.split('?');
  return authorizer.authorize(
    input({
      query: rawQueryString,
      headers: [...Object.entries(headers), ...extraHeaders],
      request: { method, rawPath, body: Buffer.from(body) },
    }),
  );
}

const forbidden = (detail: unknown = expect.any(String)) => ({ kind: 'deny', statusCode: 403, headers: [], detail });

describe('H-72: requests signed with the development credentials', () => {
  it.each<[string, Request]>([
    ['a GET', {}],
    ['a path with encoded characters', { path: '/orders/a%20b%2Fc/%C3%A9+~' }],
    ['a path below a stage', { path: '/dev/orders/7' }],
    ['a query string, with duplicates, blanks and a value that is missing', { path: '/orders?b=2&a=x%20y&a=1&c=&d' }],
    ['a body', { method: 'POST', body: '{"sku":"é"}', headers: { 'Content-Type': 'application/json' } }],
    ['further signed headers', { headers: { 'X-Tenant': '  a   b ', Accept: '*/*' } }],
    [
      'the hash of the body as a header',
      { method: 'PUT', body: 'x', headers: { 'X-Amz-Content-Sha256': createHash('sha256').update('x').digest('hex') } },
    ],
  ])('%s is allowed', async (_, options) => {
    expect(await send(signed(options))).toMatchObject({ kind: 'allow', principal: 'AKIDLOCALDEVELOPMENT' });
  });

  it('a presigned URL is allowed', async () => {
    expect(await send(presigned())).toMatchObject({ kind: 'allow' });
  });

  it('H-17: the function gets who signed', async () => {
    expect(await send(signed())).toEqual({
      kind: 'allow',
      principal: 'AKIDLOCALDEVELOPMENT',
      detail: 'signed with AKIDLOCALDEVELOPMENT',
      context: {
        iam: {
          accessKey: 'AKIDLOCALDEVELOPMENT',
          accountId: '123456789012',
          callerId: 'AIDALOCALDEVELOPMENT',
          cognitoIdentity: null,
          principalOrgId: null,
          userArn: 'arn:aws:iam::123456789012:user/local-development',
          userId: 'AIDALOCALDEVELOPMENT',
        },
      },
    });
  });

  it('headers that are not signed may be added on the way', async () => {
    expect(await send(signed(), [['x-forwarded-for', '10.0.0.1']])).toMatchObject({ kind: 'allow' });
  });
});

describe('H-72: everything else is 403', () => {
  it('no signature', async () => {
    expect(await send({ method: 'GET', path: '/orders/7', headers: {}, body: '' })).toEqual(
      forbidden('the request is not signed'),
    );
  });

  it.each([
    'Bearer abc',
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=a',
    'AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=host, Signature=b',
    '',
  ])('Authorization: %s', async (authorization) => {
    expect(await send({ ...signed(), headers: { ...signed().headers, Authorization: authorization } })).toEqual(
      forbidden(),
    );
  });

  it('another secret, or another access key', async () => {
    expect(await send(signed({}, { ...defaultCredentials, secretAccessKey: 'guess' }))).toEqual(
      forbidden('the signature does not fit the request'),
    );
    expect(await send(signed({}, { ...defaultCredentials, accessKeyId: 'AKIAOTHER' }))).toEqual(
      forbidden('signed with another access key than AKIDLOCALDEVELOPMENT'),
    );
  });

  it.each<[string, Request]>([
    ['service', { service: 'lambda' }],
    ['region', { region: 'us-east-1' }],
  ])('signed for another %s', async (_, options) => {
    expect(await send(signed(options))).toEqual(forbidden(expect.stringMatching(/^signed for/)));
  });

  it.each<[string, Partial<Sent>]>([
    ['method', { method: 'DELETE' }],
    ['path', { path: '/orders/8' }],
    ['query string', { path: '/orders/7?admin=1' }],
    ['body', { body: 'more' }],
  ])('another %s than was signed', async (_, change) => {
    expect(await send({ ...signed(), ...change })).toEqual(forbidden('the signature does not fit the request'));
  });

  it('another value of a signed header, a second one, or none', async () => {
    const { headers, ...rest } = signed({ headers: { 'X-Tenant': 'a' } });
    expect(await send({ ...rest, headers: { ...headers, 'X-Tenant': 'b' } })).toEqual(forbidden());
    expect(await send({ ...rest, headers }, [['x-tenant', 'b']])).toEqual(forbidden());
    expect(await send({ ...rest, headers: { ...headers, 'X-Tenant': undefined as never } })).toEqual(forbidden());
  });

  it('a stated body hash that is not that of the body', async () => {
    const hash = createHash('sha256').update('x').digest('hex');
    for (const stated of [hash, 'UNSIGNED-PAYLOAD']) {
      const request = signed({ method: 'POST', body: 'x', headers: { 'X-Amz-Content-Sha256': stated } });
      expect(await send({ ...request, body: 'y' })).toEqual(
        forbidden('x-amz-content-sha256 is not the hash of the body'),
      );
    }
  });

  it.each([-301, 301])('signed %d seconds away from now, by the injected clock', async (seconds) => {
    clock.turn(Math.sign(seconds) * 300);
    expect(await send(signed())).toMatchObject({ kind: 'allow' });
    clock.turn(Math.sign(seconds));
    expect(await send(signed())).toEqual(forbidden(expect.stringMatching(/expired|future/)));
  });

  it('a presigned URL after its time', async () => {
    clock.turn(900);
    expect(await send(presigned())).toMatchObject({ kind: 'allow' });
    clock.turn(1);
    expect(await send(presigned())).toEqual(forbidden('the signature has expired'));
  });

  it.each(['X-Amz-Expires=604801', 'X-Amz-Expires=0', 'X-Amz-Expires=x', ''])(
    'a presigned URL with "%s"',
    async (expires) => {
      expect(await send(presigned(`X-Amz-Date=${NOON_TIMESTAMP}&${expires}`))).toEqual(
        forbidden(expect.stringContaining('X-Amz-Expires')),
      );
    },
  );

  it('a presigned URL that was changed', async () => {
    const { path, ...rest } = presigned();
    expect(await send({ ...rest, path: path.replace('X-Amz-Expires=900', 'X-Amz-Expires=901') })).toEqual(forbidden());
    expect(await send({ ...rest, path: `${path}&admin=1` })).toEqual(forbidden());
    expect(await send({ ...rest, path: path.replace(/Signature=[0-9a-f]/, 'Signature=x') })).toEqual(forbidden());
  });

  it('host or date left unsigned', async () => {
    const withHeaders = (names: string) => {
      const { headers, ...rest } = signed();
      return {
        ...rest,
        headers: { ...headers, Authorization: headers.Authorization?.replace('host;x-amz-date', names) as string },
      };
    };
    expect(await send(withHeaders('x-amz-date'))).toEqual(forbidden('the host header is not signed'));
    expect(await send(withHeaders('host'))).toEqual(forbidden('the x-amz-date header is not signed'));
  });

  it('temporary credentials', async () => {
    const request = signed({}, { ...defaultCredentials, sessionToken: 'x' } as typeof defaultCredentials);
    expect(await send(request)).toEqual(forbidden(expect.stringContaining('temporary credentials')));
  });

  it('two Authorization headers', async () => {
    const { headers, ...rest } = signed();
    expect(await send({ ...rest, headers }, [['authorization', headers.Authorization as string]])).toEqual(forbidden());
  });

  it('a path that is not even encoded', async () => {
    expect(await send({ ...signed(), path: '/orders/%zz\u0000é' })).toEqual(forbidden());
  });

  it('no log holds a signature', async () => {
    const request = signed({ region: 'us-east-1' });
    const signature = /Signature=(\w+)/.exec(request.headers.Authorization ?? '')?.[1] as string;
    expect(JSON.stringify(await send(request))).not.toContain(signature);
  });
});
