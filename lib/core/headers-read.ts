import { Token } from 'aws-cdk-lib';
import { Authorization } from '../shared/authorization';
import { IdentitySource } from '../shared/identity-source';
import { TOKEN_HEADER } from './token-header';

const SIGNATURE_HEADERS = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

/**
 * Request headers that an authorization reads, as browsers send them: a page must be allowed to send them.
 */
export function headersRead({ _intent: intent }: Authorization): string[] {
  switch (intent.kind) {
    case 'jwt':
      return named([intent.options.identitySource ?? TOKEN_HEADER]);
    case 'cognito':
      return named([TOKEN_HEADER]);
    case 'lambda':
      return named(intent.options.identitySources ?? [TOKEN_HEADER]);
    case 'iam':
      return SIGNATURE_HEADERS;
    case 'none':
      return [];
  }
}

function named(sources: IdentitySource[]): string[] {
  return sources.filter((source) => source._kind === 'header').map((source) => lowerCase(source._name));
}

/** The name of a token would be spoilt. */
function lowerCase(name: string): string {
  return Token.isUnresolved(name) ? name : name.toLowerCase();
}
