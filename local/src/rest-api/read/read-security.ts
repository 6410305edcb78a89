import { RestMethodModel } from '../model';
import { BodyNode } from './body-node';

export type Security = Pick<RestMethodModel, 'authorization' | 'apiKeyRequired'>;

/** What a method demands of its caller. */
export function readSecurity(body: BodyNode, operation: BodyNode): Security | undefined {
  // C-30: the root's applies where an operation says nothing
  const security = operation.get('security').isSet ? operation.get('security') : body.get('security');
  if (security.entries().length > 0) return security.refuse('is not served yet');
  return { authorization: { kind: 'none' }, apiKeyRequired: false };
}
