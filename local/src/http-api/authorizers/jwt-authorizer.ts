import { JWTPayload } from 'jose';

import { isTrustworthy } from '../../authorizers/fetch-json';
import { fetchIssuerKeys, IssuerUnavailable } from '../../authorizers/issuer-keys';
import { checkClaims, claimTexts, grantedScopes, hasScope, InvalidToken } from '../../authorizers/jwt-claims';
import { verifySignature } from '../../authorizers/jwt-verifier';
import { KeyCache } from '../../authorizers/key-cache';
import { Clock } from '../../core/clock';
import { GatewayError } from '../../core/errors';
import { Keep } from '../../core/keepsakes';
import { AuthorizationModel } from '../model';
import { Authorizer, AuthorizerInput, AuthorizerVerdict } from './authorizer';
import { identityValue } from './identity-source';
import { deny } from './verdicts';

export type JwtModel = Extract<AuthorizationModel, { kind: 'jwt' }>;

export interface JwtDependencies {
  readonly clock: Clock;
  /** Base URLs that stand in for issuers, such as the development issuer's. */
  readonly issuers: Readonly<Record<string, string>>;
  readonly keep: Keep;
}

/** The service's own JWT authorizer: H-51 to H-61. What can't be verified is refused. */
export class JwtAuthorizer implements Authorizer {
  private readonly keys: KeyCache;

  public constructor(
    private readonly model: JwtModel,
    private readonly deps: JwtDependencies,
  ) {
    const { issuer } = model;
    const baseUrl = deps.issuers[issuer] ?? issuer;
    if (!isTrustworthy(baseUrl)) {
      throw new GatewayError(
        `the issuer of authorizer ${model.authorizerId} must be an https URL, or http on loopback, got "${baseUrl}"`,
      );
    }
    this.keys = deps.keep(
      `keys of ${model.authorizerId}`,
      [issuer, baseUrl],
      () => new KeyCache(deps.clock, () => fetchIssuerKeys(issuer, baseUrl, deps.clock)),
    );
  }

  public async authorize(input: AuthorizerInput): Promise<AuthorizerVerdict> {
    const value = identityValue(this.model.identitySource, input);
    if (value === undefined) {
      return deny(401, `no token in ${this.model.identitySource}`, 'Bearer');
    }
    try {
      return this.admit(await this.verify(value.replace(/^Bearer /, '')), input.scopes);
    } catch (error) {
      const { description, detail } = asRefusal(error);
      return deny(401, detail, challenge(input.scopes, 'invalid_token', description));
    }
  }

  private async verify(token: string): Promise<JWTPayload> {
    const claims = await verifySignature(token, (kid) => this.keys.find(kid));
    const { issuer, audience } = this.model;
    checkClaims(claims, { issuer, audience, nowSeconds: this.deps.clock.now() / 1_000 });
    return claims;
  }

  private admit(claims: JWTPayload, scopes: readonly string[]): AuthorizerVerdict {
    const who = `JWT of sub ${JSON.stringify(claims.sub ?? null)}`;
    if (!hasScope(claims, scopes)) {
      const expected = `expected scopes: [${scopes.join(' ')}]`;
      return deny(403, `${who}, ${expected}`, challenge(scopes, 'insufficient_scope', expected));
    }
    return {
      kind: 'allow',
      // of a route that asks for scopes, the function learns all that the token has (H-61)
      context: { jwt: { claims: claimTexts(claims), scopes: scopes.length === 0 ? null : grantedScopes(claims) } },
      ...(typeof claims.sub === 'string' && { principal: claims.sub }),
      detail: who,
    };
  }
}

/** Whatever goes wrong, nobody gets in. */
function asRefusal(error: unknown): { readonly description: string; readonly detail: string } {
  if (error instanceof InvalidToken) {
    return error;
  }
  if (error instanceof IssuerUnavailable) {
    return { description: error.message, detail: `${error.message}: ${error.detail}` };
  }
  return {
    description: 'the token could not be verified',
    detail: `the token could not be verified: ${String(error)}`,
  };
}

/** H-59, H-60: parameters are separated by blanks, not commas. */
function challenge(scopes: readonly string[], error: string, description: string): string {
  return `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description}"`;
}
