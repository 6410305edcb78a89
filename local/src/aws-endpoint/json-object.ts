import { isObject } from '../core/is-object';
import { readJson } from '../core/read-json';

/** The object that a body is, in JSON; undefined for anything else. No body at all is an empty one. */
export function jsonObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  if (body.length === 0) return {};
  const value = readJson(body.toString('utf8'))?.value;
  return isObject(value) ? value : undefined;
}
