import { withoutHeaders } from '../core/header-lines';
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { MAX_BODY_BYTES } from '../core/request-limits';

const CODINGS = {
  gzip: { compress: gzipSync, decompress: gunzipSync },
  deflate: { compress: deflateSync, decompress: inflateSync },
};
type Coding = keyof typeof CODINGS;

/**
 * The request with its body decompressed, undefined when that can't be: a 415. What is shorter than the API's
 * minimum is left as it is, and so is everything where there is none.
 */
export function decompressed(request: GatewayRequest, minimumBytes: number | undefined): GatewayRequest | undefined {
  const coding = headerValue(request.headers, 'content-encoding')?.trim().toLowerCase() ?? 'identity';
  const isLeft = minimumBytes === undefined || request.body.length < minimumBytes || request.body.length === 0;
  if (isLeft || coding === 'identity') return request;
  if (!isCoding(coding)) return undefined;
  try {
    const body = CODINGS[coding].decompress(request.body, { maxOutputLength: MAX_BODY_BYTES });
    return { ...request, headers: withoutHeaders(request.headers, ['content-encoding']), body };
  } catch {
    return undefined;
  }
}

/** The response as the caller accepts it, unless it is too short or compressed already. */
export function compressed(
  response: GatewayResponse,
  { headers }: GatewayRequest,
  minimumBytes: number | undefined,
): GatewayResponse {
  const { body } = response;
  if (minimumBytes === undefined || body.length < minimumBytes || body.length === 0) return response;
  const coding = preferredCoding(headerValue(headers, 'accept-encoding') ?? '');
  if (!coding || headerValue(response.headers, 'content-encoding') !== undefined) return response;
  return {
    ...response,
    headers: [...response.headers, ['Content-Encoding', coding]],
    body: CODINGS[coding].compress(body),
  };
}

/** One of those that the caller likes best; undefined when none of them is known, be others accepted or not. */
function preferredCoding(accepted: string): Coding | undefined {
  const wishes = accepted.split(',').map((wish) => {
    const [coding = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
    const [, weight = '1'] = /^q=([\d.]+)$/.exec(parameters[0] ?? '') ?? [];
    return { coding, weight: Number(weight) };
  });
  const best = Math.max(...wishes.map(({ weight }) => weight));
  const found = wishes.find(({ coding, weight }) => weight === best && weight > 0 && isCoding(coding));
  return found?.coding as Coding | undefined;
}

function isCoding(text: string): text is Coding {
  return Object.hasOwn(CODINGS, text);
}
