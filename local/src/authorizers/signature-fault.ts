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
  if (error.told !== undefined) return { errorType: 'InvalidSignatureException', message: error.told };
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
    case 'mismatch':
      return MISMATCH;
  }
}

/** an Authorization header that is no signature, where the service looks for one. */
export function incompleteSignature({ headers }: GatewayRequest): SignatureFault | undefined {
  const authorization = headerValue(headers, 'authorization');
  if (authorization === undefined) return undefined;
  const [, parameters = ''] = /^\S+\s+(.*)$/s.exec(authorization.trim()) ?? [];
  const pairs = parameters.split(',').filter((pair) => pair.trim() !== '');
  const hash = createHash('sha256').update(authorization).digest('base64');
  const hasDate = ['x-amz-date', 'date'].some((name) => headerValue(headers, name) !== undefined);
  const message = pairs.every((pair) => pair.includes('='))
    ? missingParts(pairs, hasDate, hash)
    : `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`;
  return message === undefined ? undefined : { errorType: 'IncompleteSignatureException', message };
}

/** All that a signature needs, each in a sentence of its own where it is missing. */
function missingParts(pairs: readonly string[], hasDate: boolean, hash: string): string | undefined {
  const names = pairs.map((pair) => pair.split('=')[0]!.trim());
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !names.includes(name));
  const sentences = missing.map((name) => `Authorization header requires '${name}' parameter.`);
  if (!hasDate) {
    sentences.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (sentences.length === 0) return undefined;
  return `${sentences.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
}
