import { JwtAuthorizerSettings } from '../contract/jwt-authorizer-settings';
import { Refusal } from './refusal';

export type Claims = Readonly<Record<string, unknown>>;

type Expected = Pick<JwtAuthorizerSettings, 'issuer' | 'audience' | 'tokenUse' | 'clockSkewSeconds'>;

/** Throws unless issuer (H-55), audience (H-56) and times (H-57) are as they must be. */
export function checkClaims(claims: Claims, expected: Expected, nowSeconds: number): void {
  if (claims.iss !== expected.issuer) {
    throw new Refusal('wrong-issuer');
  }
  checkTimes(claims, nowSeconds, expected.clockSkewSeconds);
  if (!audienceOf(claims, expected.tokenUse).some((name) => expected.audience.includes(name))) {
    throw new Refusal('wrong-audience');
  }
}

function checkTimes({ exp, nbf, iat }: Claims, now: number, skew: number): void {
  if (typeof exp !== 'number') {
    throw new Refusal('no-expiry');
  }
  if (!(exp > now - skew)) {
    throw new Refusal('expired');
  }
  if (!isPast(nbf, now + skew)) {
    throw new Refusal('not-yet-valid');
  }
  if (!isPast(iat, now + skew)) {
    throw new Refusal('issued-in-future');
  }
}

function isPast(time: unknown, now: number): boolean {
  return time === undefined || (typeof time === 'number' && time <= now);
}

/** Whom the token is for. Access tokens of Cognito name the app client in `client_id`, id tokens in `aud`. */
function audienceOf(claims: Claims, tokenUse: Expected['tokenUse']): string[] {
  const names =
    tokenUse === 'cognito' ? cognitoAudience(claims) : claims.aud === undefined ? claims.client_id : claims.aud;
  return [names].flat().filter((name) => typeof name === 'string');
}

function cognitoAudience({ token_use: use, client_id: client, aud }: Claims): unknown {
  if (use !== 'access' && use !== 'id') {
    throw new Refusal('wrong-token-use');
  }
  return use === 'access' ? client : aud;
}

/** Who calls: a user, or a client in its own name, which no user's `sub` must be taken for. */
export function principalOf({ sub, client_id: client }: Claims): string {
  if (isText(sub)) {
    return sub;
  }
  if (isText(client)) {
    return `client:${client}`;
  }
  // all such callers would be one and the same to whatever goes by the principal
  throw new Refusal('no-subject');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Scopes of a token: `scope` separated by blanks, or `scp`, a list or separated by blanks (H-58). */
export function scopesOf({ scope, scp }: Claims): string[] {
  const texts = [scope, scp].flat().filter((text) => typeof text === 'string');
  return texts.flatMap((text) => text.split(' ')).filter((name) => name !== '');
}
