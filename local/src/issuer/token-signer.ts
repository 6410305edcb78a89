import { randomUUID } from 'node:crypto';

import { exportJWK, generateKeyPair, JWK, SignJWT } from 'jose';

import { Clock } from '../core/clock';

export interface TokenRequest {
  readonly sub: string;
  /** `aud`; left out when there is none. */
  readonly audience?: string | readonly string[];
  /** Space separated. */
  readonly scope?: string;
  /** @default 3600 */
  readonly expiresInSeconds?: number;
  /** Further claims; they win over the ones made here, so that a test can make any token. */
  readonly [claim: string]: unknown;
}

export const DEFAULT_LIFETIME_SECONDS = 3_600;

/** Signs tokens with a key that lives in memory only, and no longer than the gateway. */
export interface TokenSigner {
  /** The public half. */
  readonly jwk: JWK;
  issue(request: TokenRequest): Promise<string>;
}

export async function createTokenSigner(issuer: string, clock: Clock): Promise<TokenSigner> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const kid = randomUUID();
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' },
    issue: ({ sub, audience, scope, expiresInSeconds = DEFAULT_LIFETIME_SECONDS, ...claims }) => {
      const iat = Math.floor(clock.now() / 1_000);
      return new SignJWT({
        iss: issuer,
        sub,
        ...(audience !== undefined && { aud: typeof audience === 'string' ? audience : [...audience] }),
        ...(scope !== undefined && { scope }),
        iat,
        exp: iat + expiresInSeconds,
        jti: randomUUID(),
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .sign(privateKey);
    },
  };
}
