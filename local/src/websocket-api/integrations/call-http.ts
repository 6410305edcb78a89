import { BackendCall, callBackend, endToEnd } from '../../core/backend-call';
import { nodeHeaders, withHeaders, withoutHeaders } from '../../core/header-lines';
import { parseQueryString } from '../../core/query-string';
import { HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { newTraceId } from '../../core/trace-id';
import { eventHeaders } from '../events/handshake-parts';
import { Exchange } from '../exchange';
import { fillPlaceholders, mappedParameters } from '../mapping/request-parameters';
import { WebSocketIntegrationModel } from '../model';
import { faultOf, MappedMessage, mappedCall } from './mapped-call';
import { failed, IntegrationOutcome } from './outcome';

type HttpIntegration = Extract<WebSocketIntegrationModel, { kind: 'http' }>;
type MappedIntegration = Extract<WebSocketIntegrationModel, { kind: 'http-mapped' }>;

/** HTTP proxy integration: the message there, the body of the answer back. */
export async function callHttp(exchange: Exchange, integration: HttpIntegration): Promise<IntegrationOutcome> {
  const { request, eventType } = exchange;
  const { url, method } = integration;
  try {
    const { header, querystring, path } = mappedParameters(exchange, integration.requestParameters);
    // a proxy gets the headers (recorded) and the query string (reported) of the handshake
    const isHandshake = eventType === 'CONNECT';
    const passed = isHandshake ? parseQueryString(request.rawQueryString) : [];
    const message: MappedMessage = {
      headers: header,
      query: [...passed, ...querystring],
      body: eventType === 'MESSAGE' ? request.body : Buffer.alloc(0),
      fill: (uri) => fillPlaceholders(uri, path),
    };
    const given = isHandshake ? handshakeHeaders(exchange) : standardHeaders(exchange);
    const { statusCode: status, headers, body } = await callBackend(backendCall(exchange, integration, message, given));
    const passedOn = decision('integrate', 'pass', `${method} ${url}`);
    return { kind: 'answered', status, headers: endToEnd(headers), body: body.toString('utf8'), decision: passedOn };
  } catch (error) {
    return failed(faultOf(error), (error as Error).message);
  }
}

/** The same without proxy: what goes there and comes back is mapped. */
export function callHttpMapped(exchange: Exchange, integration: MappedIntegration): Promise<IntegrationOutcome> {
  const { url, method, mapping } = integration;
  return mappedCall(exchange, mapping, {
    detail: `${method} ${url}`,
    call: (message) => callBackend(backendCall(exchange, integration, message, standardHeaders(exchange))),
  });
}

/** Mapped headers take the place of others of their name. */
function backendCall(
  { stage }: Exchange,
  { url: template, method, timeoutMs }: HttpIntegration | MappedIntegration,
  { headers, query, body, fill }: MappedMessage,
  given: readonly HeaderLine[],
): BackendCall {
  const own: HeaderLine[] = [
    ...given,
    ['Content-Length', String(body.length)],
    ['User-Agent', `AmazonAPIGateway_${stage.apiId}`],
    ['X-Amzn-Apigateway-Api-Id', stage.apiId],
  ];
  const url = new URL(fill(template));
  for (const [name, value] of query) url.searchParams.append(name, value);
  return { url, method, headers: nodeHeaders(withHeaders(own, headers)), body, timeoutMs };
}

const GATEWAYS_OWN = ['host', 'content-length', 'user-agent'];

function handshakeHeaders({ request }: Exchange): HeaderLine[] {
  return withoutHeaders(eventHeaders(request), GATEWAYS_OWN);
}

/** As on REST (R-70, assumed). */
function standardHeaders({ request }: Exchange): HeaderLine[] {
  return [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    ['X-Amzn-Trace-Id', newTraceId(request)],
  ];
}
