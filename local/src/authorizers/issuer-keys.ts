import { JWK } from 'jose';

import { Clock } from '../core/clock';
import { fetchJson } from './fetch-json';

/** Public keys by `kid`. */
export type IssuerKeys = ReadonlyMap<string, JWK>;

/** Why there are no keys; the message is what the caller gets to see. */
export class IssuerUnavailable extends Error {
  public constructor(
    message: 'OIDC discovery endpoint communication error' | 'JWKS communication error',
    public readonly detail: string,
  ) {
    super(message);
  }
}

/** H-53: discovery document, then key set. `baseUrl` is the issuer itself, or what stands in for it. */
export async function fetchIssuerKeys(issuer: string, baseUrl: string, clock: Clock): Promise<IssuerKeys> {
  const jwksUri = await discover(issuer, baseUrl, clock).catch((error: unknown) => {
    throw new IssuerUnavailable('OIDC discovery endpoint communication error', reason(error));
  });
  const { keys } = await fetchJson(jwksUri, clock).catch((error: unknown) => {
    throw new IssuerUnavailable('JWKS communication error', reason(error));
  });
  if (!Array.isArray(keys)) {
    throw new IssuerUnavailable('JWKS communication error', `${jwksUri} has no list of keys`);
  }
  const usable = keys.filter(isRsaSignatureKey);
  // of two keys with one kid the first counts
  return new Map(usable.reverse().map((key) => [key.kid, key]));
}

async function discover(issuer: string, baseUrl: string, clock: Clock): Promise<string> {
  const url = `${baseUrl.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = await fetchJson(url, clock);
  if (document.issuer !== issuer) {
    throw new Error(`${url} speaks for issuer ${JSON.stringify(document.issuer)}, expected ${JSON.stringify(issuer)}`);
  }
  if (typeof document.jwks_uri !== 'string') {
    throw new Error(`${url} names no jwks_uri`);
  }
  return document.jwks_uri;
}

function isRsaSignatureKey(key: unknown): key is JWK & { kid: string } {
  const { kty, kid, use } = (key ?? {}) as JWK;
  return kty === 'RSA' && typeof kid === 'string' && (use === undefined || use === 'sig');
}

function reason(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}: ${cause.message}` : message;
}
