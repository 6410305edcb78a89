import { ResourceReader } from '../../../assembly';
import { RestAuthorizationModel, RestMethodModel } from '../../model';
import { PropertyNode } from '../../../assembly/property-node';
import { TreeAuthorizers } from './tree-authorizers';

type Security = Pick<RestMethodModel, 'authorization' | 'apiKeyRequired'>;

const TYPES = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const;

/** What a method demands of its caller. What can't be told is refused, and not served as public. */
export function readSecurity(method: ResourceReader, authorizers: TreeAuthorizers): Security | undefined {
  const authorization = readAuthorization(method, authorizers);
  return authorization && { authorization, apiKeyRequired: method.boolean('ApiKeyRequired') ?? false };
}

function readAuthorization(method: ResourceReader, authorizers: TreeAuthorizers): RestAuthorizationModel | undefined {
  const node = PropertyNode.of(method, 'AuthorizationType');
  const type = node.oneOf(TYPES);
  if (type === undefined) return node.isSet ? undefined : node.refuse('is missing');
  if (type === 'NONE') return { kind: 'none' };
  if (type === 'AWS_IAM') return { kind: 'iam' };
  const authorizer = authorizers.find(PropertyNode.of(method, 'AuthorizerId'));
  if (!authorizer) return undefined;
  if (authorizer.kind !== (type === 'CUSTOM' ? 'lambda' : 'cognito')) {
    return node.refuse(`${type} does not fit its authorizer, which is one of ${authorizer.kind}`);
  }
  return authorizer.kind === 'cognito'
    ? { ...authorizer, scopes: method.strings('AuthorizationScopes') ?? [] }
    : authorizer;
}
