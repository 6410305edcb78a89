import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A short text that is always the same for the same input, and looks like the ids that AWS gives. */
export function fingerprint(input: string, length: number): string {
  const bytes = createHash('sha512').update(input).digest();
  return Array.from(bytes.subarray(0, length), (byte, index) =>
    // ids start with a letter, as names of many services must
    ALPHABET.charAt(byte % (index === 0 ? 26 : ALPHABET.length)),
  ).join('');
}
