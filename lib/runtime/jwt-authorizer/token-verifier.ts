import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { JwtAuthorizerSettings } from '../contract/jwt-authorizer-settings';
import { checkClaims, Claims } from './claims';
import { fetchIssuerKeys } from './issuer-keys';
import { Clock, KeyCache } from './key-cache';
import { Refusal } from './refusal';
import { ALGORITHMS, SigningKey } from './signing-key';

/** The service takes no more than 10,240 bytes of request line and headers. */
const LONGEST_TOKEN = 10_240;
const COMPACT_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** The claims of good tokens; throws a {@link Refusal} for others. */
export class TokenVerifier {
  private readonly keys: KeyCache;

  public constructor(
    private readonly settings: JwtAuthorizerSettings,
    private readonly now: Clock,
  ) {
    this.keys = new KeyCache({
      maxAgeSeconds: settings.keysMaxAgeSeconds,
      now,
      fetchKeys: () => fetchIssuerKeys(settings.issuer),
    });
  }

  public async verify(token: string): Promise<Claims> {
    const { alg, kid } = readHeader(token);
    const claims = verifySignature(token, await this.keys.find(kid, alg));
    checkClaims(claims, this.settings, this.now() / 1_000);
    return claims;
  }
}

/** What is wrong with a header is found before any key is fetched. Nothing in it but `alg` and `kid` counts. */
function readHeader(token: string): { readonly alg: string; readonly kid: string } {
  const { alg, kid, crit } = decompose(token).header as Record<string, unknown>;
  if (typeof alg !== 'string' || !ALGORITHMS.includes(alg)) {
    throw new Refusal('algorithm-not-accepted');
  }
  if (typeof kid !== 'string' || kid === '') {
    throw new Refusal('no-key-id');
  }
  if (crit !== undefined) {
    throw new Refusal('critical-header');
  }
  return { alg, kid };
}

function decompose(token: string): ReturnType<typeof decomposeUnverifiedJwt> {
  if (token.length > LONGEST_TOKEN) {
    throw new Refusal('token-too-long');
  }
  try {
    if (COMPACT_TOKEN.test(token)) {
      // the library wants a signature to be there; without one, `alg` says what is wrong
      return decomposeUnverifiedJwt(token.endsWith('.') ? `${token}AA` : token);
    }
  } catch {
    // the same verdict as for another form
  }
  throw new Refusal('malformed-token');
}

/** The library looks at the signature only: issuer, audience and times are ours, by our clock. */
function verifySignature(token: string, { jwk, publicKey }: SigningKey): Claims {
  const unchecked = { issuer: null, audience: null, graceSeconds: Infinity };
  try {
    return verifyJwtSync(token, jwk, unchecked, () => publicKey) as Claims;
  } catch {
    throw new Refusal('invalid-signature');
  }
}
