import { RestMethodModel } from '../../model';
import { PropertyNode } from '../../../assembly/property-node';
import { SecurityScheme, SecuritySchemes } from './security-schemes';

export type Security = Pick<RestMethodModel, 'authorization' | 'apiKeyRequired'>;

/** What a method demands of its caller (C-12, C-13). What can't be told is refused, and not served as public. */
export function readSecurity(
  body: PropertyNode,
  operation: PropertyNode,
  known: SecuritySchemes,
): Security | undefined {
  const auth = operation.get('x-amazon-apigateway-auth').get('type').oneOf(['AWS_IAM', 'NONE']);
  // C-30: the root's applies where an operation says nothing
  const security = operation.get('security').isSet ? operation.get('security') : body.get('security');
  const demands = security.entries().flatMap(([, requirement]) => requirement.entries());
  if (security.entries().length > 0 && demands.length === 0) {
    return security.refuse('an empty requirement is not understood; write [] for a public method');
  }
  const schemes = demands.map(([name, scopes]) => withScopes(known.find(name), scopes));
  if (!schemes.every((scheme) => scheme !== undefined)) return undefined;
  const authorizations = schemes.filter((scheme) => scheme !== 'api-key');
  // C-7
  if (auth === 'AWS_IAM') authorizations.push({ kind: 'iam' });
  if (authorizations.length > 1) return security.refuse('a method has one authorizer, and perhaps an API key');
  if (auth === 'NONE' && authorizations.length > 0) return security.refuse('contradicts x-amazon-apigateway-auth NONE');
  return { authorization: authorizations[0] ?? { kind: 'none' }, apiKeyRequired: schemes.includes('api-key') };
}

function withScopes(scheme: SecurityScheme | undefined, scopes: PropertyNode): SecurityScheme | undefined {
  if (scheme === undefined || scheme === 'api-key' || scheme.kind !== 'cognito') return scheme;
  return { ...scheme, scopes: scopes.entries().map(([, scope]) => scope.text() ?? '') };
}
