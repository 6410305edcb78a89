import { callBackend } from '../../core/backend-call';
import { withoutHeaders } from '../../core/header-lines';
import { GatewayResponse, headerValue } from '../../core/request';
import { decision } from '../../core/step';
import { TemplateError } from '../../templates/template-error';
import { acceptsBinary, isBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { convertBody } from '../mapping/convert-body';
import { forbiddenHeader, integrationParameters } from '../mapping/integration-parameters';
import { integrationFailure, mappedCall } from '../mapping/mapped-call';
import { remapHeaders } from '../mapping/remapped-headers';
import { convertedBody } from '../mapping/request-body';
import { RestStepResult } from '../pipeline/step';
import { noOverrides } from '../templates/overrides';
import { backendRequest, HttpIntegration } from './backend-request';

/** HTTP integrations: a proxy passes everything through, a custom one maps both ways. */
export function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  return integration.kind === 'http-proxy' ? callProxy(exchange, integration) : callMapped(exchange, integration);
}

function callMapped(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  return mappedCall(exchange, integration.mapping, {
    isAws: false,
    call: async (parameters, body) => {
      const call = backendRequest(exchange, integration, parameters, body);
      const response = await callBackend(call);
      return { response, selection: String(response.statusCode), detail: described(call) };
    },
  });
}

async function callProxy(exchange: Exchange, integration: HttpIntegration): Promise<RestStepResult> {
  const { mapping } = integration;
  try {
    const body = Buffer.from(convertedBody(exchange, mapping));
    const parameters = integrationParameters(exchange, mapping.requestParameters, noOverrides());
    const forbidden = forbiddenHeader(parameters, false);
    if (forbidden !== undefined) throw new TemplateError(`${forbidden} can not be mapped`);
    const call = backendRequest(exchange, integration, parameters, body);
    const backend = await callBackend(call);
    return { decision: decision('integrate', 'pass', described(call)), response: passOn(exchange, backend) };
  } catch (error) {
    return integrationFailure(error);
  }
}

/** What a proxy gives back: all that the backend said, and nothing of the gateway's own. */
function passOn(exchange: Exchange, backend: GatewayResponse): GatewayResponse {
  const { binaryMediaTypes } = exchange.stage;
  const isBinaryBody = isBinary(binaryMediaTypes, headerValue(backend.headers, 'content-type'));
  const isWanted = acceptsBinary(binaryMediaTypes, headerValue(exchange.request.headers, 'accept'));
  const body = convertBody(backend.body, { isBinary: isBinaryBody, isWantedBinary: isBinaryBody && isWanted });
  const passed = withoutHeaders(backend.headers, NOT_PASSED);
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

function described({ method, url }: { readonly method: string; readonly url: URL }): string {
  return `${method} ${url.origin}${url.pathname}`;
}
