import { TemplateError } from '../../templates/template-error';
import { ContentHandling } from '../model';

export interface BodyConversion {
  /** Whether the content type of the body is one of the binary ones. */
  readonly isBinary: boolean;
  /** Whether whoever gets the body wants it binary, unless `contentHandling` says so. */
  readonly isWantedBinary: boolean;
  readonly contentHandling?: ContentHandling;
}

/**
 * A body as it goes on: text, or bytes that no template can read. Text that is to become binary is base64; what is
 * no text in a body of text is lost.
 */
export function convertBody(body: Buffer, conversion: BodyConversion): string | Buffer {
  const { isBinary, isWantedBinary, contentHandling } = conversion;
  const becomesBinary = contentHandling === undefined ? isWantedBinary : contentHandling === 'CONVERT_TO_BINARY';
  if (isBinary) return becomesBinary ? body : body.toString('base64');
  return becomesBinary ? decodeBase64(body.toString()) : body.toString();
}

/** what is no base64 is a 500. */
export function decodeBase64(text: string): Buffer {
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
  if (!isBase64) throw new TemplateError('the body is no base64');
  return Buffer.from(text, 'base64');
}
