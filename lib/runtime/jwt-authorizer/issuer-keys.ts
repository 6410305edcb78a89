import { fetchJson, isLoopbackHttp } from './fetch-json';
import { SigningKey, signingKeys } from './signing-key';

/** The keys an issuer has now: its discovery document says where they are (H-53). */
export async function fetchIssuerKeys(issuer: string): Promise<SigningKey[]> {
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const { issuer: speaker, jwks_uri: jwksUri } = await fetchJson(discovery);
  if (speaker !== issuer) {
    throw new Error(`${discovery}: speaks for another issuer`);
  }
  if (typeof jwksUri !== 'string' || !mayHoldKeysOf(issuer, jwksUri)) {
    throw new Error(`${discovery}: has no jwks_uri that may be used`);
  }
  const { keys } = await fetchJson(jwksUri);
  if (!Array.isArray(keys)) {
    throw new Error(`${jwksUri}: has no list of keys`);
  }
  return signingKeys(keys);
}

/** By https; plain http only where the issuer itself is on this machine, which in Lambda has an API of its own. */
export function mayHoldKeysOf(issuer: string, jwksUri: string): boolean {
  return jwksUri.startsWith('https:') || (isLoopbackHttp(jwksUri) && isLoopbackHttp(issuer));
}
