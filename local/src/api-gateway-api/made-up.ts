import { randomInt } from 'node:crypto';

/** A text of these characters, as AWS makes ids and values up. */
export function madeUp(length: number, characters: string): string {
  return Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
}
