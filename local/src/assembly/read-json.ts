import { readFileSync } from 'node:fs';
import { GatewayError } from '../core/errors';
import { isObject } from '../core/is-object';

/** An object in a file of the assembly. What is in it is for the caller to check. */
export function readJsonObject(path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new GatewayError(`cannot read ${path}: ${(error as Error).message}; run \`cdk synth\` again`);
  }
  if (isObject(value)) return value;
  throw new GatewayError(`${path} must hold a JSON object, got ${kindOf(value)}; run \`cdk synth\` again`);
}

/** The objects among the members of what should be an object. */
export function objectsIn(value: unknown): [name: string, member: Record<string, unknown>][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => (isObject(member) ? [[name, member]] : []));
}

/** What a value is, without what is in it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}
