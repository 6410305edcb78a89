import { doubleText } from './double-text';
import { jsonText } from './json-text';
import { ContextMap, JsonList, MapEntry, StringArray, TemplateObject } from './values';

/** What Java's `toString` gives, as templates print it. Null prints nothing (R-116). */
export function javaText(value: unknown): string {
  return value === undefined || value === null ? '' : textOf(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return doubleText(value);
  // R-111: a list of JSON is JSON, alone or in an object
  if (value instanceof JsonList) return jsonText(value, '\\/', textOf);
  // an address follows at AWS
  if (value instanceof StringArray) return '[Ljava.lang.String;@0';
  if (Array.isArray(value)) return `[${value.map(memberText).join(', ')}]`;
  if (value instanceof MapEntry) return `${memberText(value.key)}=${memberText(value.value)}`;
  if (value instanceof ContextMap) return '';
  if (value instanceof Map) {
    return `{${[...value].map(([key, member]) => `${memberText(key)}=${memberText(member)}`).join(', ')}}`;
  }
  return value instanceof TemplateObject ? value.text() : String(value as string | bigint | boolean);
}

function memberText(value: unknown): string {
  return value === undefined || value === null ? 'null' : textOf(value);
}
