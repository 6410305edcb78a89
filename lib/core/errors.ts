import { IConstruct } from 'constructs';

/** A contradiction in what the user wrote. Not exported: jsii cannot carry error classes, and the text is what helps. */
export class ConfigurationError extends Error {
  public readonly name = 'ConfigurationError';

  /** The message alone: jsii shows this of an error in a method, and the message of one in a constructor. */
  public toString(): string {
    return this.message;
  }
}

/**
 * Throws: `[where] problem, got "value"; remedy`.
 *
 * @param where the construct, or the factory of a value that has no construct yet
 */
export function refuse(where: IConstruct | string, problem: string, got: unknown, remedy: string): never {
  const path = typeof where === 'string' ? where : where.node.path;
  throw new ConfigurationError(`[${path}] ${problem}, got ${JSON.stringify(got) ?? String(got)}; ${remedy}`);
}

/** What to do about a name that is none of those known, and where none is known at all. */
export function useOneOf(known: string[], whenEmpty: string): string {
  return known.length > 0 ? `use one of ${known.join(', ')}` : whenEmpty;
}

/** For callers without types: what is missing is said here, not by a TypeError somewhere below. */
export function checkGiven(where: IConstruct, name: string, value: unknown, remedy: string): void {
  if (value === undefined || value === null) {
    refuse(where, `${name} is missing`, value, remedy);
  }
}
