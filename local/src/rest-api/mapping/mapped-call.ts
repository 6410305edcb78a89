import { BackendTimeout } from '../../core/backend-call';
import { GatewayResponse } from '../../core/request';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { MappingModel } from '../model';
import { failed, refused, RestStepResult } from '../pipeline/step';
import { traceHeader } from '../request-and-trace-ids';
import { noOverrides } from '../templates/overrides';
import { forbiddenHeader, IntegrationParameters, integrationParameters } from './integration-parameters';
import { mapResponse } from './map-response';
import { MappingFault } from './mapping-fault';
import { mappedRequestBody } from './request-body';
import { selectResponse } from './response-selection';

/** What stands behind an integration without proxy. */
export interface MappedBackend {
  /** What headers can't be mapped depends on it. */
  readonly isAws: boolean;
  call(parameters: IntegrationParameters, body: Buffer): Promise<BackendAnswer>;
}

export interface BackendAnswer {
  readonly response: GatewayResponse;
  /** What selection patterns are held against. */
  readonly selection: string;
  /** For the request's record. */
  readonly detail: string;
}

/** An integration without proxy: the request is mapped on the way there, the response on the way back. */
export async function mappedCall(
  exchange: Exchange,
  mapping: MappingModel,
  backend: MappedBackend,
): Promise<RestStepResult> {
  const overrides = noOverrides();
  try {
    const body = mappedRequestBody(exchange, mapping, overrides);
    if (body === 'unsupported') {
      return refused('integrate', 'no template for this content type', { type: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    const parameters = integrationParameters(exchange, mapping.requestParameters, overrides);
    const forbidden = forbiddenHeader(parameters, backend.isAws);
    if (forbidden !== undefined) throw new TemplateError(`${forbidden} can not be mapped`);
    const { response, selection, detail } = await backend.call(parameters, Buffer.from(body));
    const model = selectResponse(mapping.responses, selection);
    if (!model) throw new TemplateError(`no integration response fits ${detail}`);
    const mapped = mapResponse(exchange, response, model, overrides);
    return {
      decision: decision('integrate', 'pass', detail),
      response: { ...mapped, headers: [...mapped.headers, traceHeader(exchange)] },
    };
  } catch (error) {
    return integrationFailure(error);
  }
}

/** What Node.js says of a host that there is not: a matter of configuration. */
const UNKNOWN_HOST = ['ENOTFOUND', 'EAI_AGAIN'];

/** */
export function integrationFailure(error: unknown): RestStepResult {
  const { message, code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof MappingFault) return refused('integrate', message, error.fault);
  if (error instanceof BackendTimeout) return failed('integrate', message, { type: 'INTEGRATION_TIMEOUT' });
  const isOurs = error instanceof TemplateError || error instanceof SyntaxError || UNKNOWN_HOST.includes(code);
  return failed('integrate', message, { type: isOurs ? 'API_CONFIGURATION_ERROR' : 'INTEGRATION_FAILURE' });
}
