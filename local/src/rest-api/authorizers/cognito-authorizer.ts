import { JWTPayload } from 'jose';

import { fetchIssuerKeys } from '../../authorizers/issuer-keys';
import { checkTimes, hasScope, InvalidToken } from '../../authorizers/jwt-claims';
import { unverifiedIssuer, verifySignature } from '../../authorizers/jwt-verifier';
import { KeyCache } from '../../authorizers/key-cache';
import { Clock } from '../../core/clock';
import { Keep } from '../../core/keepsakes';
import { headerValue } from '../../core/request';
import { Exchange } from '../exchange';
import { RestAuthorizationModel } from '../model';
import { matchesJavaRegex } from '../../templates/java/regex';
import { deny, RestAuthorizer, RestVerdict, unauthorized } from './authorizer';
import { cognitoClaims } from './cognito-claims';

export type CognitoModel = Extract<RestAuthorizationModel, { kind: 'cognito' }>;

export interface CognitoDependencies {
  readonly clock: Clock;
  /** Base URLs that stand in for issuers, such as the development issuer's. */
  readonly issuers: Readonly<Record<string, string>>;
  readonly keep: Keep;
}

/** Tokens of Cognito user pools. What can't be verified is refused. */
export class CognitoAuthorizer implements RestAuthorizer {
  private readonly keys: ReadonlyMap<string, KeyCache>;

  public constructor(
    private readonly model: Omit<CognitoModel, 'scopes'>,
    private readonly deps: CognitoDependencies,
  ) {
    this.keys = new Map(
      model.issuers.map((issuer) => {
        const baseUrl = deps.issuers[issuer] ?? issuer;
        const fetchKeys = () => fetchIssuerKeys(issuer, baseUrl, deps.clock);
        return [issuer, deps.keep(`keys of ${issuer}`, baseUrl, () => new KeyCache(deps.clock, fetchKeys))];
      }),
    );
  }

  public async authorize({ request, method }: Exchange): Promise<RestVerdict> {
    const { header } = this.model;
    const token = headerValue(request.headers, header)?.replace(/^Bearer /, '');
    if (!token) return unauthorized(`no token in the header ${header}`);
    const scopes = method.authorization.kind === 'cognito' ? method.authorization.scopes : [];
    try {
      const claims = await this.verify(token);
      this.checkUse(claims, scopes);
      const principal = typeof claims.sub === 'string' ? { principal: claims.sub } : {};
      const caller = { ...principal, authorizer: { claims: cognitoClaims(claims) } };
      return { kind: 'allow', caller, detail: `Cognito token of sub ${JSON.stringify(claims.sub ?? null)}` };
    } catch (error) {
      return refusal(error);
    }
  }

  private async verify(token: string): Promise<JWTPayload> {
    const issuer = unverifiedIssuer(token);
    const keys = this.keys.get(issuer);
    if (!keys) throw new InvalidToken('the token is not of a user pool of this authorizer');
    const claims = await verifySignature(token, (kid) => keys.find(kid));
    checkTimes(claims, this.deps.clock.now() / 1_000);
    return claims;
  }

  /** Without scopes an ID token is expected, with scopes an access token. */
  private checkUse(claims: JWTPayload, scopes: readonly string[]): void {
    const expected = scopes.length > 0 ? 'access' : 'id';
    if (claims.token_use !== expected) throw new InvalidToken(`expected token_use ${expected}`);
    if (!hasScope(claims, scopes)) throw new InvalidToken(`expected one of the scopes ${scopes.join(' ')}`);
    const { audiencePattern } = this.model;
    const audience = [claims.aud].flat().join(',');
    if (expected === 'id' && audiencePattern !== undefined && !matchesJavaRegex(audiencePattern, audience)) {
      throw new InvalidToken('the audience does not match identityValidationExpression');
    }
  }
}

/** Whatever goes wrong, nobody gets in. */
function refusal(error: unknown): RestVerdict {
  const { message } = error as Error;
  const isExpired = error instanceof InvalidToken && error.description === 'the token has expired';
  //
  if (isExpired) return deny(message, { type: 'UNAUTHORIZED', message: 'The incoming token has expired' });
  return unauthorized(message);
}
