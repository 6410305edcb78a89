import { GatewayResponse } from '../../core/request';

/** W-29; the texts but that of 413 are assumed. */
const ERRORS = {
  ForbiddenException: { statusCode: 403, message: 'Forbidden' },
  GoneException: { statusCode: 410, message: 'Gone' },
  LimitExceededException: { statusCode: 429, message: 'Too Many Requests' },
  PayloadTooLargeException: { statusCode: 413, message: 'Payload Too Large' },
} as const;

export type CallbackError = keyof typeof ERRORS;

export function callbackError(name: CallbackError): GatewayResponse {
  const { statusCode, message } = ERRORS[name];
  return {
    statusCode,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', name],
    ],
    body: Buffer.from(JSON.stringify({ message })),
  };
}
