import { createPublicKey, JsonWebKey, KeyObject } from 'node:crypto';
import type { Jwk } from 'aws-jwt-verify/jwk';

/** A public key of an issuer, ready to verify with. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithms: readonly string[];
  readonly publicKey: KeyObject;
  readonly jwk: Jwk;
}

const RSA = ['RS256', 'RS384', 'RS512'];
const CURVES: Record<string, string> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };
const SHORTEST_MODULUS = 2_048;

export const ALGORITHMS: readonly string[] = [...RSA, ...Object.values(CURVES)];

/** The keys of a set that may verify signatures. Others are passed over, so that one odd key does not spoil the set. */
export function signingKeys(keys: readonly unknown[]): SigningKey[] {
  return keys.flatMap((key) => toSigningKey(key) ?? []);
}

function toSigningKey(key: unknown): SigningKey | undefined {
  const { kid, kty, alg, use, key_ops: operations, n, e, crv, x, y } = (key ?? {}) as Record<string, unknown>;
  const algorithms = algorithmsOf(kty, crv).filter((name) => alg === undefined || alg === name);
  const forSignatures =
    (use === undefined || use === 'sig') && (operations === undefined || [operations].flat().includes('verify'));
  if (typeof kid !== 'string' || kid === '' || algorithms.length === 0 || !forSignatures) {
    return undefined;
  }
  // the public parts only, whatever else the issuer says
  const jwk = kty === 'RSA' ? { kty, kid, n, e } : { kty, kid, crv, x, y };
  const publicKey = importKey(jwk as JsonWebKey);
  return publicKey && { kid, algorithms, publicKey, jwk: jwk as Jwk };
}

function algorithmsOf(kty: unknown, crv: unknown): readonly string[] {
  if (kty === 'RSA') {
    return RSA;
  }
  const algorithm = kty === 'EC' && typeof crv === 'string' ? CURVES[crv] : undefined;
  return algorithm ? [algorithm] : [];
}

function importKey(key: JsonWebKey): KeyObject | undefined {
  try {
    const publicKey = createPublicKey({ key, format: 'jwk' });
    const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
    return modulusLength === undefined || modulusLength >= SHORTEST_MODULUS ? publicKey : undefined;
  } catch {
    return undefined;
  }
}
