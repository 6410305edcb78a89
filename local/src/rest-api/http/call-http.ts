import { BackendTimeout, callBackend } from '../../core/backend-call';
import { GatewayResponse, headerValue } from '../../core/request';
import { decision } from '../../core/step';
import { acceptsBinary, isBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { convertBody } from '../mapping/convert-body';
import { forbiddenHeader, integrationParameters } from '../mapping/integration-parameters';
import { MappingFault } from '../mapping/mapping-fault';
import { mapResponse } from '../mapping/map-response';
import { remapHeaders } from '../mapping/remapped-headers';
import { convertedBody, mappedRequestBody } from '../mapping/request-body';
import { selectResponse } from '../mapping/response-selection';
import { MappingModel } from '../model';
import { failed, refused, RestStepResult } from '../pipeline/step';
import { traceHeader } from '../request-identity';
import { noOverrides, Overrides } from '../templates/overrides';
import { TemplateError } from '../../templates/template-error';
import { backendRequest, HttpIntegration } from './backend-request';

/** HTTP integrations: a proxy passes everything through, a custom one maps both ways. */
export async function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  const { mapping, kind } = integration;
  const overrides = noOverrides();
  try {
    const isProxy = kind === 'http-proxy';
    const body = isProxy ? convertedBody(exchange, mapping) : mappedRequestBody(exchange, mapping, overrides);
    if (body === 'unsupported') {
      return refused('integrate', 'no template for this content type', { type: 'UNSUPPORTED_MEDIA_TYPE' });
    }
    const parameters = integrationParameters(exchange, mapping.requestParameters, overrides);
    const forbidden = forbiddenHeader(parameters, false);
    if (forbidden !== undefined) throw new TemplateError(`${forbidden} can not be mapped`);
    const call = backendRequest(exchange, integration, parameters, Buffer.from(body));
    const backend = await callBackend(call);
    return {
      decision: decision('integrate', 'pass', `${call.method} ${call.url.origin}${call.url.pathname}`),
      response: isProxy ? passOn(exchange, backend) : mapOn(exchange, backend, { mapping, overrides }),
    };
  } catch (error) {
    return failure(error);
  }
}

/** What a proxy gives back: all that the backend said, and nothing of the gateway's own. */
function passOn(exchange: Exchange, backend: GatewayResponse): GatewayResponse {
  const { binaryMediaTypes } = exchange.stage;
  const isBinaryBody = isBinary(binaryMediaTypes, headerValue(backend.headers, 'content-type'));
  const isWanted = acceptsBinary(binaryMediaTypes, headerValue(exchange.request.headers, 'accept'));
  const body = convertBody(backend.body, { isBinary: isBinaryBody, isWantedBinary: isBinaryBody && isWanted });
  const passed = backend.headers.filter(([name]) => !NOT_PASSED.includes(name.toLowerCase()));
  const headers = remapHeaders(passed);
  const hasContentType = headerValue(headers, 'content-type') !== undefined;
  return {
    statusCode: backend.statusCode,
    headers: hasContentType ? headers : [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(body),
  };
}

/** Of the backend's headers these stay behind. */
const NOT_PASSED = ['keep-alive', 'via'];

function mapOn(
  exchange: Exchange,
  backend: GatewayResponse,
  { mapping, overrides }: { readonly mapping: MappingModel; readonly overrides: Overrides },
): GatewayResponse {
  const model = selectResponse(mapping.responses, String(backend.statusCode));
  if (!model) throw new TemplateError(`no integration response for status ${backend.statusCode}`);
  const response = mapResponse(exchange, backend, model, overrides);
  return { ...response, headers: [...response.headers, traceHeader(exchange)] };
}

/** What Node.js says of a host that there is not: a matter of configuration. */
const UNKNOWN_HOST = ['ENOTFOUND', 'EAI_AGAIN'];

/** */
function failure(error: unknown): RestStepResult {
  const { message, code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof MappingFault) return refused('integrate', message, error.fault);
  if (error instanceof BackendTimeout) return failed('integrate', message, { type: 'INTEGRATION_TIMEOUT' });
  const isOurs = error instanceof TemplateError || error instanceof SyntaxError || UNKNOWN_HOST.includes(code);
  return failed('integrate', message, { type: isOurs ? 'API_CONFIGURATION_ERROR' : 'INTEGRATION_FAILURE' });
}
