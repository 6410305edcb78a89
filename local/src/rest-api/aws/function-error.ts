import { GatewayResponse, headerValue } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { MappingFault } from '../mapping/mapping-fault';

/** `errorMessage` of a function that failed, otherwise an empty text. What Lambda itself refuses is a fault. */
export function functionError(response: GatewayResponse): string {
  if (response.statusCode >= 400) throw refusal(response);
  if (headerValue(response.headers, 'x-amz-function-error') === undefined) return '';
  const { errorMessage } = JSON.parse(response.body.toString()) as { errorMessage?: string };
  return errorMessage ?? '';
}

/** That an event is no JSON is told to the caller (reported). */
function refusal({ statusCode, body }: GatewayResponse): Error {
  const { message } = JSON.parse(body.toString()) as { message: string };
  if (statusCode === 400) return new MappingFault({ type: 'BAD_REQUEST_BODY', message });
  if (statusCode === 413) return new MappingFault({ type: 'REQUEST_TOO_LARGE' });
  return new TemplateError(message);
}
