import { readJson } from '../../core/read-json';

/**
 * The texts in environment variables that may name something: whole values, every text of a value that is JSON, and
 * ARNs and URLs in lists. Other words of a list are words.
 */
export function mentionedTexts(environment: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(Object.values(environment).flatMap((value) => [value, ...items(value), ...textsOf(parsed(value))]));
}

function items(value: string): string[] {
  return value.split(/[\s,;]+/).filter((item) => item.includes(':'));
}

function parsed(value: string): unknown {
  return /^\s*[[{"]/.test(value) ? readJson(value)?.value : undefined;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
