import { decodePercent } from './percent-decoding';

/** Names and values in the order they came, decoded. `?a` has an empty value. */
export function parseQueryString(rawQueryString: string): [name: string, value: string][] {
  return rawQueryString
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}

export function formatQueryString(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function decode(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** Values of a name, and all names in order of their first value. */
export function groupByName(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}
