import { AuthorizerVerdict } from './authorizer';

type Denial = Extract<AuthorizerVerdict, { kind: 'deny' }>;

/** A verdict that refuses, with a `www-authenticate` header where the service sends one. */
export function deny(statusCode: Denial['statusCode'], detail: string, challenge?: string): Denial {
  return {
    kind: 'deny',
    statusCode,
    headers: challenge === undefined ? [] : [['www-authenticate', challenge]],
    detail,
  };
}
