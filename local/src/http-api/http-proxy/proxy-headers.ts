import { endToEnd } from '../../core/backend-call';
import { nodeHeaders } from '../../core/header-lines';
import { GatewayRequest, headerValue } from '../../core/request';
import { traceHeader } from '../trace-header';

/** What the backend gets: `X-Forwarded-*` folded into one `Forwarded` (H-73). */
export function requestHeaders(request: GatewayRequest): Record<string, string | string[]> {
  const host = headerValue(request.headers, 'host') ?? '';
  const passed = endToEnd(request.headers).filter(
    ([name]) => !/^(host|expect|forwarded|x-amzn-trace-id|x-forwarded-.*)$/i.test(name),
  );
  return nodeHeaders([
    ...passed,
    ['content-length', String(request.body.length)],
    traceHeader(request),
    ['forwarded', `for=${request.sourceIp};host=${host};proto=http`],
    ['via', 'HTTP/1.1 AmazonAPIGateway'],
  ]);
}
