import { SignatureFault } from '../../authorizers/signature-fault';
import { GatewayResponse, HeaderLine } from '../../core/request';
import { CallbackPath } from './callback-path';

/** What the `@connections` API answers when it does not do what was asked (W-29). */
export interface CallbackError {
  readonly statusCode: number;
  readonly errorType: string;
  /** Absent where the service sends no body. */
  readonly message?: string;
}

export const FORBIDDEN: CallbackError = { statusCode: 403, errorType: 'ForbiddenException', message: 'Forbidden' };

/** Without a body, as SDKs that look into it have shown. */
export const GONE: CallbackError = { statusCode: 410, errorType: 'GoneException' };

/** The text is assumed, as is that of the next one. */
export const LIMIT_EXCEEDED: CallbackError = {
  statusCode: 429,
  errorType: 'LimitExceededException',
  message: 'Too Many Requests',
};

export const PAYLOAD_TOO_LARGE: CallbackError = {
  statusCode: 413,
  errorType: 'PayloadTooLargeException',
  message: 'Payload Too Large',
};

export function badSignature(fault: SignatureFault): CallbackError {
  return { statusCode: 403, ...fault };
}

/** Recorded, for an id of another form than the service's own. */
export function invalidConnection(id: string): CallbackError {
  return { statusCode: 400, errorType: 'BadRequestException', message: `Invalid connectionId: ${id}` };
}

/** Recorded; the route is what follows the stage. */
export function noSuchRoute({ below }: CallbackPath, method: string): CallbackError {
  const message = `No method found matching route ${below} for http method ${method}.`;
  return { statusCode: 404, errorType: 'NotFoundException', message };
}

export function callbackError({ statusCode, errorType, message }: CallbackError): GatewayResponse {
  const type: HeaderLine = ['x-amzn-ErrorType', errorType];
  return {
    statusCode,
    headers: message === undefined ? [type] : [['Content-Type', 'application/json'], type],
    body: Buffer.from(message === undefined ? '' : JSON.stringify({ message })),
  };
}
