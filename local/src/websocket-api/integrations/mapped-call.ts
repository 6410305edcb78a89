import { BackendTimeout, endToEnd } from '../../core/backend-call';
import { GatewayResponse, HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { Exchange, needsAnswer } from '../exchange';
import { messageBody } from '../mapping/message-body';
import { BackendAnswer, replyBody, responseFor } from '../mapping/reply-body';
import { fillPlaceholders, mappedParameters } from '../mapping/request-parameters';
import { MappingModel } from '../model';
import { failed, IntegrationFault, IntegrationOutcome } from './outcome';

/** What the mapping makes of a message. */
export interface MappedMessage {
  readonly headers: readonly HeaderLine[];
  readonly query: readonly HeaderLine[];
  readonly body: Buffer;
  /** A URI with its placeholders filled. */
  fill(uri: string): string;
}

export interface MappedBackend {
  call(message: MappedMessage): Promise<GatewayResponse>;
  /** For the request's record. */
  readonly detail: string;
}

/** An integration without proxy: the message is mapped on the way there, the answer on the way back (W-24). */
export async function mappedCall(
  exchange: Exchange,
  mapping: MappingModel,
  backend: MappedBackend,
): Promise<IntegrationOutcome> {
  try {
    const { statusCode: status, headers, body } = await backend.call(mappedMessage(exchange, mapping));
    const answer = { status, headers: endToEnd(headers), body: body.toString('utf8') };
    const text = needsAnswer(exchange) ? reply(exchange, mapping, answer) : '';
    return { ...answer, kind: 'answered', body: text, decision: decision('integrate', 'pass', backend.detail) };
  } catch (error) {
    return failed(faultOf(error), (error as Error).message);
  }
}

function reply(exchange: Exchange, { responses }: MappingModel, answer: BackendAnswer): string {
  const model = responseFor(responses, answer.status);
  // of a handshake only the status counts
  if (!model && exchange.eventType === 'CONNECT') return '';
  if (!model) throw new TemplateError(`no integration response for status ${answer.status}`);
  return replyBody(exchange, model, answer) ?? answer.body;
}

function mappedMessage(exchange: Exchange, mapping: MappingModel): MappedMessage {
  const { header, querystring, path } = mappedParameters(exchange, mapping.requestParameters);
  return {
    headers: header,
    query: querystring,
    body: Buffer.from(messageBody(exchange, mapping)),
    fill: (uri) => fillPlaceholders(uri, path),
  };
}

/** What is neither ours nor late is the backend's. */
export function faultOf(error: unknown): IntegrationFault {
  if (error instanceof BackendTimeout) return 'timeout';
  return error instanceof TemplateError ? 'configuration' : 'function';
}
