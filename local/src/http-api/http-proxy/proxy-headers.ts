import { GatewayRequest, headerValue, HeaderLine } from '../../core/request';

/** Hop-by-hop: they belong to one connection only. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What the backend gets: `X-Forwarded-*` folded into one `Forwarded` (H-73). */
export function requestHeaders(request: GatewayRequest): Record<string, string | string[]> {
  const host = headerValue(request.headers, 'host') ?? '';
  const passed = endToEnd(request.headers).filter(
    ([name]) => !/^(host|content-length|expect|forwarded|x-forwarded-.*)$/i.test(name),
  );
  return grouped([
    ...passed,
    ['content-length', String(request.body.length)],
    ['forwarded', `for=${request.sourceIp};host=${host};proto=http`],
    ['via', 'HTTP/1.1 AmazonAPIGateway'],
  ]);
}

/** The backend's headers as they go on to the caller. */
export function responseHeaders(rawHeaders: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index]!.toLowerCase(), rawHeaders[index + 1]!]);
  }
  return endToEnd(lines).filter(([name]) => name !== 'content-length');
}

function endToEnd(lines: readonly HeaderLine[]): HeaderLine[] {
  return lines.filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase()));
}

function grouped(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const earlier = headers[key];
    headers[key] = earlier === undefined ? value : [earlier, value].flat();
  }
  return headers;
}
