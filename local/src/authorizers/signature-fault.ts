import { createHash } from 'node:crypto';
import { GatewayRequest, headerValue } from '../core/request';
import { RefusedSignature } from './sigv4-request';

/** How the service words that it does not accept a signature. The status is 403. */
export interface SignatureFault {
  readonly errorType: string;
  readonly message: string;
}

export const UNSIGNED: SignatureFault = {
  errorType: 'MissingAuthenticationTokenException',
  message: 'Missing Authentication Token',
};

export const MISMATCH: SignatureFault = {
  errorType: 'InvalidSignatureException',
  message:
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
};

/** */
export function signatureFault(error: RefusedSignature, request: GatewayRequest): SignatureFault {
  switch (error.kind) {
    case 'unsigned':
      return UNSIGNED;
    case 'malformed':
      return incompleteSignature(request) ?? { errorType: 'IncompleteSignatureException', message: error.message };
    case 'unknown-key':
      return {
        errorType: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      };
    case 'expired':
      return { errorType: 'InvalidSignatureException', message: `Signature expired: ${error.message}` };
    case 'mismatch':
      return MISMATCH;
  }
}

/** an Authorization header that is no signature, where the service looks for one. */
export function incompleteSignature({ headers }: GatewayRequest): SignatureFault | undefined {
  const authorization = headerValue(headers, 'authorization');
  if (authorization === undefined) return undefined;
  const [, parameters = ''] = /^\S+ (.*)$/s.exec(authorization.trim()) ?? ['', authorization];
  if (parameters.split(',').every((pair) => pair.includes('='))) return undefined;
  const hash = createHash('sha256').update(authorization).digest('base64');
  return {
    errorType: 'IncompleteSignatureException',
    message: `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  };
}
