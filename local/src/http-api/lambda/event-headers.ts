import { GatewayRequest, headerValue, HeaderLine } from '../../core/request';

/** Never reach a function (H-20). */
const DROPPED = ['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'te', 'transfer-encoding', 'upgrade'];

/** The request's headers as functions see them: hop-by-hop ones gone, the gateway's own added (H-14). */
export function eventHeaders(request: GatewayRequest): HeaderLine[] {
  const sent = request.headers.filter(([name]) => !DROPPED.includes(name.toLowerCase()));
  const has = (name: string): boolean => sent.some(([key]) => key.toLowerCase() === name);
  const forwardedFor = [headerValue(sent, 'x-forwarded-for'), request.sourceIp].filter(Boolean).join(', ');
  return [
    ...sent.filter(([name]) => !/^x-forwarded-(for|port|proto)$/i.test(name)),
    ...(has('content-length') ? [] : [['content-length', String(request.body.length)] as const]),
    ...(has('x-amzn-trace-id') ? [] : [['x-amzn-trace-id', traceId(request)] as const]),
    ['x-forwarded-for', forwardedFor],
    ['x-forwarded-port', /:(\d+)$/.exec(headerValue(sent, 'host') ?? '')?.[1] ?? '80'],
    ['x-forwarded-proto', 'http'],
  ];
}

/** Made of the request's own time and id, so that it is stable in a test with its own clock. */
function traceId({ receivedAt, requestId }: GatewayRequest): string {
  const seconds = Math.floor(receivedAt / 1000)
    .toString(16)
    .padStart(8, '0');
  const unique = Buffer.from(requestId).toString('hex').padEnd(24, '0').slice(0, 24);
  return `Root=1-${seconds}-${unique}`;
}
