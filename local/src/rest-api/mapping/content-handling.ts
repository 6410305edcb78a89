import { headerValue } from '../../core/request';
import { TemplateError } from '../../templates/template-error';
import { acceptsBinary, isBinary } from '../binary-types';
import { Exchange } from '../exchange';
import { ContentHandling } from '../model';
import { BackendResponse } from './backend-response';

/** A body, and whether templates can read it. */
export interface Payload {
  readonly bytes: Buffer;
  readonly isText: boolean;
}

/** A request's body as the integration takes it (R-71; recorded). */
export function requestPayload({ request, stage }: Exchange, handling: ContentHandling | undefined): Payload {
  const { headers, body } = request;
  if (isBinary(stage.binaryMediaTypes, headerValue(headers, 'content-type'))) {
    return handling === 'CONVERT_TO_TEXT' ? encoded(body) : { bytes: body, isText: false };
  }
  return handling === 'CONVERT_TO_BINARY' ? decoded(body) : text(body);
}

/** A backend's body as the caller takes it (R-71; recorded): without a handling, as what its Accept header asks for. */
export function responsePayload(
  { request, stage }: Exchange,
  { headers, body }: BackendResponse,
  handling: ContentHandling | undefined,
): Payload {
  const wantsBinary = acceptsBinary(stage.binaryMediaTypes, headerValue(request.headers, 'accept'));
  const becomesText = handling === undefined ? !wantsBinary : handling === 'CONVERT_TO_TEXT';
  if (isBinary(stage.binaryMediaTypes, headerValue(headers, 'content-type'))) {
    return becomesText ? encoded(body) : { bytes: body, isText: false };
  }
  return becomesText ? text(body) : decoded(body);
}

/** What a template reads. */
export function templateText({ bytes, isText }: Payload): string {
  if (isText) return bytes.toString('utf8');
  throw new TemplateError('a template can not read a binary body: set contentHandling to CONVERT_TO_TEXT');
}

/** What is no UTF-8 is lost. */
function text(body: Buffer): Payload {
  return { bytes: Buffer.from(body.toString('utf8')), isText: true };
}

function encoded(body: Buffer): Payload {
  return { bytes: Buffer.from(body.toString('base64')), isText: true };
}

function decoded(body: Buffer): Payload {
  const base64 = body.toString('latin1');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64.length % 4 === 1) {
    throw new TemplateError('the body is no base64, which it is to be converted from');
  }
  return { bytes: Buffer.from(base64, 'base64'), isText: false };
}
