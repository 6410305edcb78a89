import { randomUUID } from 'node:crypto';
import { GatewayResponse, HeaderLine } from '../core/request';
import { ServiceError } from './service-error';

/** An answer of a service that speaks REST and JSON; undefined stands for no body. */
export function restJson(
  statusCode: number,
  body: unknown,
  headers: readonly HeaderLine[] = [],
  requestId: string = randomUUID(),
): GatewayResponse {
  const own: HeaderLine[] = [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', requestId],
  ];
  const text = body === undefined ? '' : JSON.stringify(body);
  return { statusCode, headers: [...own, ...headers], body: Buffer.from(text) };
}

/** Tells its type in a header. */
export function restJsonError(
  { type, statusCode, message }: ServiceError,
  more: object = {},
  requestId?: string,
): GatewayResponse {
  return restJson(statusCode, { ...more, message }, [['x-amzn-ErrorType', type]], requestId);
}
