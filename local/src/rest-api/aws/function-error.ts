import { GatewayResponse, headerValue } from '../../core/request';
import { Fault } from '../gateway-responses/fault';
import { FaultError } from '../gateway-responses/fault-error';

/** `errorMessage` of a function that failed, otherwise an empty text. What Lambda itself refuses is a fault. */
export function functionError(response: GatewayResponse): string {
  if (response.statusCode >= 400) throw refusal(response);
  if (headerValue(response.headers, 'x-amz-function-error') === undefined) return '';
  const { errorMessage } = JSON.parse(response.body.toString()) as { errorMessage?: string };
  return errorMessage ?? '';
}

function refusal({ statusCode, body }: GatewayResponse): FaultError {
  const { message } = JSON.parse(body.toString()) as { message: string };
  return new FaultError(FAULTS[statusCode]?.(message) ?? { type: 'API_CONFIGURATION_ERROR' }, message);
}

/** That an event is no JSON is told to the caller (reported). */
const FAULTS: Readonly<Record<number, (message: string) => Fault>> = {
  400: (message) => ({ type: 'BAD_REQUEST_BODY', message }),
  413: () => ({ type: 'REQUEST_TOO_LARGE' }),
};
