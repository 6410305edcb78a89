import { endToEnd, groupedHeaders } from '../../core/backend-call';
import { GatewayRequest, headerValue } from '../../core/request';
import { traceHeader } from '../trace-header';

/** What the backend gets: `X-Forwarded-*` folded into one `Forwarded` (H-73). */
export function requestHeaders(request: GatewayRequest): Record<string, string | string[]> {
  const host = headerValue(request.headers, 'host') ?? '';
  const passed = endToEnd(request.headers).filter(
    ([name]) => !/^(host|expect|forwarded|x-amzn-trace-id|x-forwarded-.*)$/i.test(name),
  );
  return groupedHeaders([
    ...passed,
    ['content-length', String(request.body.length)],
    traceHeader(request),
    ['forwarded', `for=${request.sourceIp};host=${host};proto=http`],
    ['via', 'HTTP/1.1 AmazonAPIGateway'],
  ]);
}
