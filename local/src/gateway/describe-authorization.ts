import { functionNameIn } from '../functions/function-arn';
import { ServedRoute } from './gateway';

type Authorization = ServedRoute['authorization'];

/** What a route asks of its callers, in a few words. */
export function describeAuthorization(authorization: Authorization): string {
  const scopes = scopesOf(authorization);
  return `${describeAuthorizer(authorization)}${scopes.length > 0 ? `, scope ${scopes.join(' or ')}` : ''}`;
}

export function describeAuthorizer(authorization: Authorization): string {
  switch (authorization.kind) {
    case 'none':
      return 'public';
    case 'iam':
      return 'IAM signature';
    case 'lambda':
      return `Lambda authorizer ${functionNameIn(authorization.functionArn)}`;
    case 'cognito':
      return `Cognito token of ${authorization.issuers.join(' or ')}`;
    case 'jwt':
      return `JWT of ${authorization.issuer} for ${authorization.audience.join(' or ')}`;
  }
}

/** Any of them is enough. */
export function scopesOf(authorization: Authorization): readonly string[] {
  return 'scopes' in authorization ? authorization.scopes : [];
}
