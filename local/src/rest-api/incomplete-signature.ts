import { createHash } from 'node:crypto';
import { Fault } from './gateway-responses/fault';

/** an Authorization header that is no signature, where the service looks for one. */
export function incompleteSignature(authorization: string): Fault | undefined {
  const [, parameters = ''] = /^\S+ (.*)$/s.exec(authorization.trim()) ?? ['', authorization];
  if (parameters.split(',').every((pair) => pair.includes('='))) return undefined;
  const hash = createHash('sha256').update(authorization).digest('base64');
  return {
    type: 'INVALID_SIGNATURE',
    errorType: 'IncompleteSignatureException',
    message: `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  };
}
