import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

import { CryptoKey, exportJWK, generateKeyPair, JWK, JWTPayload, SignJWT } from 'jose';

import { NOON } from '../http-api/authorizers/authorizer-fixture';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export const json =
  (value: unknown, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

export interface TestKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export async function testKey(kid: string, alg = 'RS256'): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

/** An identity provider on loopback that a test can make misbehave. */
export class IssuerServer {
  public readonly requests: string[] = [];
  public readonly answers = new Map<string, Answer>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const path = request.url ?? '';
      this.requests.push(path);
      (this.answers.get(path) ?? json({}, 404))(request, response);
    });
  }

  public static async start(keys: readonly JWK[]): Promise<IssuerServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = new IssuerServer(server);
    issuer.serve(issuer.url, keys);
    return issuer;
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Discovery for an issuer name, and its key set. */
  public serve(issuer: string, keys: readonly JWK[]): void {
    this.answers.set('/.well-known/openid-configuration', json({ issuer, jwks_uri: `${this.url}/keys` }));
    this.answers.set('/keys', json({ keys }));
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const NOON_SECONDS = NOON / 1_000;

export interface TokenOptions {
  readonly key: TestKey;
  readonly header?: Record<string, unknown>;
}

/** A signed token: exactly the claims and header given, apart from `alg` and `kid`, which default to the key's. */
export function sign(claims: JWTPayload, { key, header }: TokenOptions): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: key.jwk.alg ?? 'RS256', kid: key.jwk.kid, ...header })
    .sign(key.privateKey);
}
