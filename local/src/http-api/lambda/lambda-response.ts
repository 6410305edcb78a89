import { isSendable } from '../../core/header-lines';
import { isObject } from '../../core/is-object';
import { GatewayResponse, HeaderLine } from '../../core/request';
import { InvocationResult } from '../../functions/function-invoker';

/** Undefined when the output is none that the service accepts: the caller gets a 500. */
export type ParsedResponse = GatewayResponse | undefined;

const DEFAULT_CONTENT_TYPE: HeaderLine = ['content-type', 'text/plain; charset=utf-8'];

/** Headers that belong to a connection or that the gateway counts itself. */
const OWN_HEADERS = ['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** A function's output, and the JSON text that it came as. */
type FunctionOutput = Pick<Extract<InvocationResult, { kind: 'success' }>, 'payload' | 'text'>;

/** Payload format 2.0 (H-25 to H-30). */
export function parseResponse20({ payload: output, text }: FunctionOutput): ParsedResponse {
  if (!isObject(output) || !('statusCode' in output)) return inferred(typeof output === 'string' ? output : text);
  const cookies = Array.isArray(output.cookies) ? output.cookies : [];
  // before a set-cookie among the headers (H-30)
  return complete(output, [
    ...cookies.map((cookie): HeaderLine => ['set-cookie', String(cookie)]),
    ...headerLines(output.headers),
  ]);
}

/** Payload format 1.0 (H-31): single values first, then the multi-value ones that are not the same. */
export function parseResponse10(output: unknown): ParsedResponse {
  if (!isObject(output) || !('statusCode' in output)) return undefined;
  const single = headerLines(output.headers);
  const multi = Object.entries(isObject(output.multiValueHeaders) ? output.multiValueHeaders : {}).flatMap(
    ([name, values]) => (Array.isArray(values) ? values : [values]).flatMap((value) => headerLines({ [name]: value })),
  );
  const isNew = ([name, value]: HeaderLine): boolean => !single.some(([n, v]) => n === name && v === value);
  return complete(output, [...single, ...multi.filter(isNew)]);
}

/** H-26: the output itself is the body, blanks and all. */
function inferred(body: string): GatewayResponse {
  return { statusCode: 200, headers: [['content-type', 'application/json']], body: Buffer.from(body) };
}

function complete(output: Record<string, unknown>, headers: readonly HeaderLine[]): ParsedResponse {
  const statusCode = parseStatusCode(output.statusCode);
  const body = output.body ?? '';
  if (statusCode === undefined || typeof body !== 'string' || !headers.every(isSendable)) return undefined;
  const hasContentType = headers.some(([name]) => name === 'content-type');
  return {
    statusCode,
    headers: hasContentType ? headers : [DEFAULT_CONTENT_TYPE, ...headers],
    body: Buffer.from(body, output.isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

/** H-27. Digits in a text are taken; statuses below 200 can't end an exchange. */
function parseStatusCode(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 200 && number <= 599 ? number : undefined;
}

function headerLines(headers: unknown): HeaderLine[] {
  return Object.entries(isObject(headers) ? headers : {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]): HeaderLine => [name.toLowerCase(), String(value)])
    .filter(([name]) => !OWN_HEADERS.includes(name));
}
