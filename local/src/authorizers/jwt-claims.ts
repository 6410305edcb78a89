import { JWTPayload } from 'jose';

import { sortedRecord } from '../core/sorted-record';

/** Why a token is not good: the description is sent to the caller, the detail is for the developer's log. */
export class InvalidToken extends Error {
  public constructor(
    public readonly description: string,
    public readonly detail: string = description,
  ) {
    super(description);
  }
}

export interface ExpectedClaims {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly nowSeconds: number;
}

/** Throws InvalidToken unless issuer (H-55), audience (H-56) and times (H-57) are as they must be. */
export function checkClaims(claims: JWTPayload, expected: ExpectedClaims): void {
  if (claims.iss !== expected.issuer) {
    throw mismatch('the token does not have a valid issuer', claims.iss, expected.issuer);
  }
  const audience = audienceOf(claims);
  if (!audience.some((name) => expected.audience.includes(name))) {
    throw mismatch('the token does not have a valid audience', audience, expected.audience);
  }
  checkTimes(claims, expected.nowSeconds);
}

function audienceOf(claims: JWTPayload): readonly string[] {
  const audience = claims.aud === undefined ? claims.client_id : claims.aud;
  return [audience].flat().filter((name) => typeof name === 'string');
}

/** H-57 */
export function checkTimes({ exp, nbf, iat }: JWTPayload, now: number): void {
  if (!(typeof exp === 'number' && exp > now)) {
    throw new InvalidToken('the token has expired', exp === undefined ? 'the token has no exp' : undefined);
  }
  if (!isPast(nbf, now)) {
    throw new InvalidToken('the token is not valid yet');
  }
  if (!isPast(iat, now)) {
    throw new InvalidToken('the token was issued in the future');
  }
}

/** No leeway; the present second counts as past (assumed), or no token could be used as soon as it is issued. */
function isPast(time: unknown, now: number): boolean {
  return time === undefined || (typeof time === 'number' && time <= now);
}

/** What `scp` or `scope` holds, a list or a text (H-58). */
export function grantedScopes(claims: JWTPayload): string[] {
  return [claims.scp, claims.scope]
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.split(' ') : []))
    .filter((scope) => scope !== '');
}

/** H-58: whether the token has one of the scopes; a route without scopes asks for none. */
export function hasScope(claims: JWTPayload, wanted: readonly string[]): boolean {
  const granted = grantedScopes(claims);
  return wanted.length === 0 || wanted.some((scope) => granted.includes(scope));
}

/** H-61: every claim as text, in the notation of Go. One that is null is left out. */
export function claimTexts(claims: JWTPayload): Record<string, string> {
  const stated = Object.entries(claims).filter(([, value]) => value !== null);
  return sortedRecord(stated.map(([name, value]) => [name, claimText(value)] as const));
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(claimText).join(' ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([name, item]) => `${name}:${claimText(item)}`).join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
}

const LONGEST_QUOTE = 200;

function mismatch(description: string, got: unknown, expected: unknown): InvalidToken {
  const quoted = (JSON.stringify(got) ?? 'none').slice(0, LONGEST_QUOTE);
  return new InvalidToken(description, `${description}: got ${quoted}, expected ${JSON.stringify(expected)}`);
}
