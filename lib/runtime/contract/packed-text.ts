import { deflateRawSync, inflateRawSync } from 'node:zlib';

const DEFLATED = 'z:';

/**
 * A text as base64 of raw deflate where it is too long to be left readable. A short one stays as it is, so that it can
 * be read in the console and is the same whatever zlib the machine has.
 */
export function pack(text: string, longestReadable: number): string {
  return text.length <= longestReadable ? text : DEFLATED + deflateRawSync(text, { level: 9 }).toString('base64');
}

export function unpack(packed: string): string {
  return packed.startsWith(DEFLATED)
    ? inflateRawSync(Buffer.from(packed.slice(DEFLATED.length), 'base64')).toString()
    : packed;
}
