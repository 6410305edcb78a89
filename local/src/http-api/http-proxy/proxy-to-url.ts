import { IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { GatewayResponse } from '../../core/request';
import { Exchange } from '../exchange';
import { gatewayError } from '../gateway-errors';
import { HttpIntegrationModel } from '../model';
import { decision, StepResult } from '../../core/step';
import { requestHeaders, responseHeaders } from './proxy-headers';
import { targetUrl } from './target-url';

type HttpIntegration = Extract<HttpIntegrationModel, { kind: 'http' }>;

/** Passes the request on and the response back. No answer in time, or none at all, is a 503 (H-40). */
export async function proxyToUrl(
  exchange: Exchange,
  integration: HttpIntegration,
  overwrittenPath: string | undefined,
): Promise<Required<StepResult>> {
  try {
    const url = targetUrl(integration.url, exchange, overwrittenPath);
    const method = integration.method === 'ANY' ? exchange.request.method : integration.method;
    const response = await send(url, method, exchange, integration.timeoutMs);
    return { decision: decision('integrate', 'pass', `${method} ${url.origin}${url.pathname}`), response };
  } catch (error) {
    return { decision: decision('integrate', 'failed', (error as Error).message), response: gatewayError(503) };
  }
}

function send(url: URL, method: string, { request }: Exchange, timeoutMs: number): Promise<GatewayResponse> {
  const client = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = client(url, { method, headers: requestHeaders(request), agent: false });
    // over the whole exchange, not only while the socket is idle
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no answer within the integration's ${timeoutMs} ms`)),
      timeoutMs,
    );
    outgoing.on('close', () => clearTimeout(timer));
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => readResponse(incoming).then(resolve, reject));
    outgoing.end(request.body);
  });
}

async function readResponse(incoming: IncomingMessage): Promise<GatewayResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    statusCode: incoming.statusCode ?? 502,
    headers: responseHeaders(incoming.rawHeaders),
    body: Buffer.concat(chunks),
  };
}
