import { request } from 'node:http';

import { decodeJwt } from 'jose';

import { keepNothing } from '../support/keep-nothing';
import { JwtAuthorizer } from '../../src/http-api/authorizers/jwt-authorizer';
import { DevelopmentIssuer, startDevelopmentIssuer } from '../../src/issuer/development-issuer';
import { input, NOON, TurnableClock } from '../http-api/authorizers/authorizer-fixture';

const issuer = 'https://id.example.com';
const clock = new TurnableClock();
let server: DevelopmentIssuer;

beforeAll(async () => {
  server = await startDevelopmentIssuer({ issuer, clock });
});

afterAll(() => server.close());

const post = (body: Record<string, string> | string, headers: Record<string, string> = {}) =>
  fetch(server.tokenEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof body === 'string' ? body : new URLSearchParams(body).toString(),
  });

const authorize = (token: string) =>
  new JwtAuthorizer(
    {
      kind: 'jwt',
      authorizerId: 'a',
      identitySource: '$request.header.Authorization',
      issuer,
      audience: ['orders'],
      scopes: [],
    },
    { clock, issuers: { [issuer]: server.url }, keep: keepNothing },
  ).authorize(input({ headers: [['authorization', `Bearer ${token}`]], scopes: ['orders:read'] }));

describe('startDevelopmentIssuer', () => {
  it('H-53: is found through discovery, under the name of the issuer it stands in for', async () => {
    const response = await fetch(`${server.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer,
      jwks_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
      token_endpoint: server.tokenEndpoint,
    });
  });

  it('publishes the public key only', async () => {
    const { keys } = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] as object).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('issues tokens that the JWT authorizer accepts, from code', async () => {
    const token = await server.issue({
      sub: 'ada',
      audience: ['orders'],
      scope: 'orders:read',
      expiresInSeconds: 60,
      tenant: 't1',
    });
    expect(decodeJwt(token)).toEqual({
      iss: issuer,
      sub: 'ada',
      aud: ['orders'],
      scope: 'orders:read',
      iat: NOON / 1_000,
      exp: NOON / 1_000 + 60,
      jti: expect.any(String),
      tenant: 't1',
    });
    expect(await authorize(token)).toMatchObject({ kind: 'allow', principal: 'ada' });
  });

  it('and from its token endpoint', async () => {
    const response = await post({
      grant_type: 'client_credentials',
      audience: 'orders',
      scope: 'orders:read',
      sub: 'ada',
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = (await response.json()) as { access_token: string };
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3_600,
      scope: 'orders:read',
    });
    expect(await authorize(body.access_token)).toMatchObject({ kind: 'allow', principal: 'ada' });
  });

  it('takes the client for the subject when no other is given', async () => {
    const response = await post({
      grant_type: 'client_credentials',
      client_id: 'cli',
      client_secret: 'any',
      audience: '',
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    expect(decodeJwt(token)).toMatchObject({ sub: 'cli', client_id: 'cli' });
    expect(decodeJwt(token)).not.toHaveProperty('aud');
  });

  it.each([
    ['no grant type', '', 'invalid_request'],
    ['another grant type', 'grant_type=password', 'unsupported_grant_type'],
    ['a parameter twice', 'grant_type=client_credentials&sub=a&sub=b', 'invalid_request'],
    ['an unknown parameter', 'grant_type=client_credentials&subject%22=a', 'invalid_request'],
    ['a body that is too long', `grant_type=client_credentials&sub=${'x'.repeat(10_000)}`, 'invalid_request'],
  ])('answers %s as RFC 6749 says', async (_, body, error) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error,
      error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
    });
  });

  it('takes forms only', async () => {
    const response = await post('{"grant_type":"client_credentials"}', { 'content-type': 'application/json' });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_request' }),
    ]);
  });

  it.each(['GET /token', 'POST /.well-known/jwks.json', 'GET /'])('%s is not found', async (route) => {
    const [method, path] = route.split(' ');
    expect((await fetch(server.url + path, { method })).status).toBe(404);
  });

  it('answers nobody who calls it by another host name, so that no web page gets a token', async () => {
    const status = await new Promise((resolve, reject) => {
      request(
        `${server.url}/.well-known/openid-configuration`,
        { headers: { host: 'rebound.example.com' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('has a key of its own at every start: old tokens are worth nothing', async () => {
    const another = await startDevelopmentIssuer({ issuer, clock });
    const token = await another.issue({ sub: 'ada', audience: 'orders', scope: 'orders:read' });
    await another.close();
    expect(await authorize(token)).toMatchObject({ kind: 'deny', statusCode: 401 });
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(startDevelopmentIssuer({ issuer, port })).rejects.toThrow(
      `cannot listen on port ${port} of 127.0.0.1: it is in use`,
    );
  });
});
