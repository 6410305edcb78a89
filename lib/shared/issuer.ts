import { Token } from 'aws-cdk-lib';
import { refuse } from '../core/errors';
import { isLoopback, parseUrl } from '../core/url';

const WHERE = 'Authorization.jwt';

/** @internal */
export function _checkIssuer(issuer: string): void {
  if (Token.isUnresolved(issuer)) {
    return;
  }
  const url = /\s/.test(issuer) ? undefined : parseUrl(issuer);
  if (!url || (url.protocol !== 'https:' && !_isLoopbackIssuer(issuer))) {
    refuse(WHERE, 'issuer must be an https URL', issuer, 'copy "issuer" from the provider\'s openid-configuration');
  }
  if (/[?#@]/.test(issuer)) {
    refuse(WHERE, 'issuer must be scheme, host and path only', issuer, 'leave out query, fragment and user');
  }
  if (/\/\.well-known(\/|$)/.test(issuer)) {
    refuse(WHERE, 'issuer is the discovery document', issuer, 'leave out "/.well-known/..."');
  }
}

/**
 * Whether the issuer is on this machine: good for local tests, unreachable for API Gateway.
 *
 * @internal
 */
export function _isLoopbackIssuer(issuer: string): boolean {
  const url = Token.isUnresolved(issuer) ? undefined : parseUrl(issuer);
  return url !== undefined && url.protocol === 'http:' && isLoopback(url);
}
