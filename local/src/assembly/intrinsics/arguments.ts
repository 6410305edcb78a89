import { Unresolvable } from '../unresolvable';

/** What an intrinsic takes a list of. */
export function listOf(value: unknown, intrinsic: string): unknown[] {
  if (!Array.isArray(value)) throw new Unresolvable(`${intrinsic} of something that is not a list`);
  return value;
}

export function textOf(value: unknown): string {
  if (typeof value === 'object') throw new Unresolvable('a list or an object where a text belongs');
  return String(value);
}
