import { BackendTimeout, callBackend, endToEnd, groupedHeaders } from '../../core/backend-call';
import { headerValue, HeaderLine } from '../../core/request';
import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { WebSocketIntegrationModel } from '../model';
import { mappedCall } from './mapped-call';
import { failed, IntegrationOutcome } from './outcome';

type HttpIntegration = Extract<WebSocketIntegrationModel, { kind: 'http' }>;

/** HTTP proxy integration: the message there as JSON, the body of the answer back (assumed in its details). */
export async function callHttp(
  { request, eventType }: Exchange,
  { url, method, timeoutMs }: HttpIntegration,
): Promise<IntegrationOutcome> {
  try {
    const body = eventType === 'MESSAGE' ? request.body : Buffer.alloc(0);
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const response = await callBackend({ url: new URL(url), method, headers, body, timeoutMs });
    return {
      kind: 'answered',
      status: response.statusCode,
      headers: endToEnd(response.headers),
      body: response.body.toString('utf8'),
      decision: decision('integrate', 'pass', `${method} ${new URL(url).origin}`),
    };
  } catch (error) {
    return failed(error instanceof BackendTimeout ? 'timeout' : 'function', (error as Error).message);
  }
}

type MappedIntegration = Extract<WebSocketIntegrationModel, { kind: 'http-mapped' }>;

/** The same without proxy: what goes there and comes back is mapped. */
export function callHttpMapped(
  exchange: Exchange,
  { url: template, method, timeoutMs, mapping }: MappedIntegration,
): Promise<IntegrationOutcome> {
  return mappedCall(exchange, mapping, {
    detail: `${method} ${template}`,
    call: ({ headers, query, body, fill }) => {
      const url = new URL(fill(template));
      for (const [name, value] of query) url.searchParams.append(name, value);
      const hasType = headerValue(headers, 'content-type') !== undefined;
      const typed: readonly HeaderLine[] = hasType ? headers : [['Content-Type', 'application/json'], ...headers];
      const all = groupedHeaders([...typed, ['Content-Length', String(body.length)]]);
      return callBackend({ url, method, headers: all, body, timeoutMs });
    },
  });
}
