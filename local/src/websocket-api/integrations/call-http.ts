import { BackendTimeout, callBackend, endToEnd } from '../../core/backend-call';
import { decision } from '../../core/step';
import { Exchange } from '../exchange';
import { WebSocketIntegrationModel } from '../model';
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
