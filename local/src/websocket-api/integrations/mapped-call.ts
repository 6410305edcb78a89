import { BackendTimeout } from '../../core/backend-call';
import { GatewayResponse, HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { Exchange, needsAnswer } from '../exchange';
import { messageBody } from '../mapping/message-body';
import { replyBody, responseFor } from '../mapping/reply-body';
import { mappedParameters } from '../mapping/request-parameters';
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
    const response = await backend.call(mappedMessage(exchange, mapping));
    const status = response.statusCode;
    const passed = decision('integrate', 'pass', backend.detail);
    const answered = (body: string): IntegrationOutcome => ({
      kind: 'answered',
      status,
      headers: [],
      body,
      decision: passed,
    });
    // W-23: nobody looks at an answer that goes nowhere
    if (!needsAnswer(exchange)) return answered('');
    const model = responseFor(mapping.responses, status);
    if (!model) return failed('configuration', `no integration response for status ${status}`);
    const body = response.body.toString('utf8');
    return answered(replyBody(exchange, model, { status, body }) ?? body);
  } catch (error) {
    return failed(faultOf(error), (error as Error).message);
  }
}

function mappedMessage(exchange: Exchange, mapping: MappingModel): MappedMessage {
  const { header, querystring, path } = mappedParameters(exchange, mapping.requestParameters);
  return {
    headers: header,
    query: querystring,
    body: Buffer.from(messageBody(exchange, mapping)),
    fill: (uri) =>
      uri.replace(/\{([^{}]+)\}/g, (_, name: string) => {
        const value = path.get(name);
        if (value === undefined) throw new TemplateError(`the URI's {${name}} is not mapped`);
        return value;
      }),
  };
}

/** What is neither ours nor late is the backend's. */
function faultOf(error: unknown): IntegrationFault {
  if (error instanceof BackendTimeout) return 'timeout';
  return error instanceof TemplateError ? 'configuration' : 'function';
}
