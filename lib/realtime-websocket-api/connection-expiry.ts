import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { Authorization } from '../shared/authorization';
import { TokenExpiry } from './token-expiry';

/** Whether an authorization that ends takes its connections with it. IAM and no authorization never say that they end. */
export function closesExpired(
  scope: IConstruct,
  { _intent: { kind } }: Authorization,
  tokenExpiry: TokenExpiry | undefined,
): boolean {
  const ends = kind !== 'iam' && kind !== 'none';
  if (!ends && tokenExpiry !== undefined) {
    const remedy = 'leave it out: connections of such callers live for two hours at most';
    refuse(scope, `tokenExpiry has no effect with Authorization.${kind}()`, tokenExpiry, remedy);
  }
  return ends && tokenExpiry !== TokenExpiry.KEEP_OPEN;
}
