import { isObject } from '../core/is-object';
import { compactVerify, decodeProtectedHeader, importJWK, JWK, JWTPayload, ProtectedHeaderParameters } from 'jose';

import { InvalidToken } from './jwt-claims';

/** H-52. Signatures by anything but RSA are not even looked at. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** Longer ones could not be sent to the service: it takes 10,240 bytes of request line and headers. */
const LONGEST_TOKEN = 10_240;
/** Three parts in base64url; the signature may be missing, so that `alg: none` is called by its name. */
const COMPACT_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** The claims of a token whose signature is good by a key of the issuer; throws InvalidToken otherwise. */
export async function verifySignature(
  token: string,
  findKey: (kid: string) => Promise<JWK | undefined>,
): Promise<JWTPayload> {
  const { alg, kid } = readHeader(token);
  const key = await findKey(kid);
  if (!key || (key.alg !== undefined && key.alg !== alg)) {
    throw new InvalidToken(
      'the token was not signed by a key of the issuer',
      `the issuer has no ${alg} key of this kid`,
    );
  }
  return parseClaims(await verifiedPayload(token, key, alg));
}

/** Which issuer a token says it is of, to find the keys that tell whether it is true. Empty when it says nothing. */
export function unverifiedIssuer(token: string): string {
  const [, payload = ''] = token.split('.');
  const { iss } = parseClaims(Buffer.from(payload, 'base64url'));
  return iss ?? '';
}

function readHeader(token: string): { readonly alg: string; readonly kid: string } {
  const { alg, kid, crit } = decodeHeader(token);
  if (alg === undefined || !ALGORITHMS.includes(alg)) {
    throw new InvalidToken('the signing algorithm of the token is not supported');
  }
  if (typeof kid !== 'string' || kid === '') {
    throw new InvalidToken('the token does not name its key');
  }
  if (crit !== undefined) {
    throw new InvalidToken('the token has critical extensions');
  }
  return { alg, kid };
}

function decodeHeader(token: string): ProtectedHeaderParameters {
  if (token.length > LONGEST_TOKEN) {
    throw new InvalidToken('the token is too long');
  }
  try {
    if (COMPACT_TOKEN.test(token)) {
      return decodeProtectedHeader(token);
    }
  } catch {
    // the same verdict as for another form
  }
  throw new InvalidToken('the token is malformed');
}

async function verifiedPayload(token: string, { kty, n, e }: JWK, alg: string): Promise<Uint8Array> {
  try {
    const { payload } = await compactVerify(token, await importJWK({ kty, n, e } as JWK, alg), { algorithms: [alg] });
    return payload;
  } catch {
    throw new InvalidToken('the signature of the token is invalid');
  }
}

function parseClaims(payload: Uint8Array): JWTPayload {
  try {
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (isObject(claims)) {
      return claims as JWTPayload;
    }
  } catch {
    // the same verdict as for other JSON
  }
  throw new InvalidToken('the token is malformed');
}
