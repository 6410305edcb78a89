import { groupHeaders, isSendable } from '../core/header-lines';
import { isObject } from '../core/is-object';
import { GatewayResponse, HeaderLine } from '../core/request';
import { responseFault } from './response-fault';

/** Any other key makes the output malformed. */
const KEYS = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'];

export interface ProxyResponse extends GatewayResponse {
  /** Whether the body is base64 that a caller of binary types gets decoded. */
  readonly isBase64Encoded: boolean;
}

/** Why an output is none. */
export function proxyResponseFault(output: unknown): string {
  return responseFault(output, { members: KEYS, isStatusOptional: true });
}

/** The response in a function's output, undefined when it is malformed: a 502. */
export function parseProxyResponse(output: unknown): ProxyResponse | undefined {
  if (!isObject(output) || !Object.keys(output).every((key) => KEYS.includes(key))) return undefined;
  const statusCode = parseStatusCode(output.statusCode);
  const headers = headerLines(output);
  const body = output.body ?? '';
  if (statusCode === undefined || !headers || typeof body !== 'string') return undefined;
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    statusCode,
    // also for an empty body
    headers: hasContentType ? headers : [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(body),
    isBase64Encoded: output.isBase64Encoded === true,
  };
}

/** a number or digits; nothing is 200. Statuses below 200 can't end an exchange. */
function parseStatusCode(value: unknown): number | undefined {
  if (value === undefined || value === null) return 200;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 200 && number <= 599 ? number : undefined;
}

/** multi values first and in their spelling, then the single ones, each a line of its own. */
function headerLines({ headers, multiValueHeaders }: Record<string, unknown>): HeaderLine[] | undefined {
  const single = Object.entries(headers ?? {}).map(([name, value]) => [name, [value]] as const);
  const multi = Object.entries(multiValueHeaders ?? {});
  if (!isObject(headers ?? {}) || !isObject(multiValueHeaders ?? {})) return undefined;
  if (!multi.every(([, values]) => Array.isArray(values))) return undefined;
  const values = [...(multi as [string, unknown[]][]), ...single].flatMap(([name, all]) =>
    all.map((value) => [name, value] as const),
  );
  const lines = values
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]): HeaderLine => [name, String(value)]);
  if (values.some(([, value]) => typeof value === 'object' && value !== null) || !lines.every(isSendable)) {
    return undefined;
  }
  return [...groupHeaders(lines)].flatMap(([name, all]) => all.map((value): HeaderLine => [name, value]));
}
