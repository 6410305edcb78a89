import { mediaType } from '../../core/media-type';
import { GatewayRequest, headerValue } from '../../core/request';

const TEXT_TYPES = ['application/json', 'application/xml', 'application/javascript'];

/** Text types go as text, everything else as base64 (H-19). */
export function eventBody(request: GatewayRequest): { body?: string; isBase64Encoded: boolean } {
  if (request.body.length === 0) return { isBase64Encoded: false };
  const isText = isTextType(headerValue(request.headers, 'content-type') ?? '');
  return { body: request.body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function isTextType(contentType: string): boolean {
  const type = mediaType(contentType);
  return type.startsWith('text/') || TEXT_TYPES.includes(type);
}
