import { BackendCall } from '../../core/backend-call';
import { nodeHeaders, withoutHeaders } from '../../core/header-lines';
import { HeaderLine } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { Exchange } from '../exchange';
import { queryParameters } from '../lambda/event';
import { eventHeaders } from '../lambda/event-headers';
import { defaultHeaders, filledPath, namesOf, WITHOUT_BODY } from '../mapping/backend-parts';
import { IntegrationParameters } from '../mapping/integration-parameters';
import { RestIntegrationModel } from '../model';

export type HttpIntegration = Extract<RestIntegrationModel, { kind: 'http' | 'http-proxy' }>;

/** The call that a backend gets. */
export function backendRequest(
  exchange: Exchange,
  integration: HttpIntegration,
  parameters: IntegrationParameters,
  body: Buffer,
): BackendCall {
  const isProxy = integration.kind === 'http-proxy';
  const method = integration.httpMethod === 'ANY' ? exchange.request.method : integration.httpMethod;
  const content = WITHOUT_BODY.includes(method) && !isProxy ? Buffer.alloc(0) : body;
  const passed = withoutHeaders(isProxy ? eventHeaders(exchange) : [], [...NOT_PASSED, ...namesOf(parameters.header)]);
  const given = withoutHeaders([...passed, ...parameters.header], NEVER_SENT);
  const hasLength = content.length > 0 || !WITHOUT_BODY.includes(method);
  return {
    url: targetUrl(exchange, integration.url, parameters, isProxy),
    method,
    headers: nodeHeaders([
      ...given,
      ...withoutHeaders(defaultHeaders(exchange, isProxy), namesOf(given)),
      ...ownHeaders(exchange),
      ...(hasLength ? [['Content-Length', String(content.length)] as const] : []),
    ]),
    body: content,
    timeoutMs: integration.timeoutMs,
  };
}

/** Of the caller's headers these do not go on by themselves, but a mapping may set them. */
const NOT_PASSED = ['content-encoding', 'host', 'x-amzn-apigateway-api-id'];

/** Whoever sets them; `Trailer` because Node.js sends none without trailers. */
const NEVER_SENT = ['connection', 'expect', 'proxy-authenticate', 'te', 'trailer', 'via', 'x-amzn-trace-id'];

function ownHeaders({ stage, traceId }: Exchange): HeaderLine[] {
  return [
    ['Connection', 'keep-alive'],
    ['X-Amzn-Trace-Id', traceId],
    ['X-Amzn-Apigateway-Api-Id', stage.apiId],
  ];
}

/** placeholders need a mapping; mapped query strings are added to those that a proxy passes on. */
function targetUrl(exchange: Exchange, template: string, parameters: IntegrationParameters, isProxy: boolean): URL {
  const filled = filledPath(template, parameters);
  if (!URL.canParse(filled)) throw new TemplateError(`${filled} is no URL`);
  const url = new URL(filled);
  const passed = isProxy ? queryParameters(exchange.request.rawQueryString) : [];
  for (const [name, value] of [...passed, ...parameters.querystring]) url.searchParams.append(name, value);
  return url;
}
