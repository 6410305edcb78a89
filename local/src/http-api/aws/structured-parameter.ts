import { readJson } from '../../core/read-json';

/** A list or a map is written as JSON; one name may go without brackets (assumed). Throws where it is none. */
export function structured(name: string, value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return [value];
  const json = readJson(value);
  // without the value, which may be a body's
  if (!json) throw new Error(`the parameter ${name} is no JSON`);
  return json.value;
}
