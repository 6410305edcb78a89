import { TemplateError } from '../template-error';
import { javaRegex, matchesJavaRegex } from './regex';
import { Methods } from './signatures';
import { javaText } from './text';
import { StringArray } from './values';

/** Of `java.lang.String`, as of Java 8. */
export const stringMethods: Methods<string> = {
  charAt: { i: (self, at: number) => self.slice(inside(self, at, self.length - 1), at + 1) },
  codePointAt: { i: (self, at: number) => BigInt(self.codePointAt(inside(self, at, self.length - 1)) ?? 0) },
  compareTo: { s: compareTexts },
  compareToIgnoreCase: { s: (self, other: string) => compareTexts(self.toLowerCase(), other.toLowerCase()) },
  concat: { s: (self, other: string) => self + other },
  contains: { s: (self, part: string) => self.includes(part) },
  endsWith: { s: (self, end: string) => self.endsWith(end) },
  equals: { o: (self, other: unknown) => self === other },
  equalsIgnoreCase: { s: (self, other: string | null) => self.toLowerCase() === other?.toLowerCase() },
  indexOf: {
    s: (self, part: string) => BigInt(self.indexOf(part)),
    si: (self, part: string, from: number) => BigInt(self.indexOf(part, from)),
  },
  isEmpty: { '': (self) => self === '' },
  lastIndexOf: {
    s: (self, part: string) => BigInt(self.lastIndexOf(part)),
    si: (self, part: string, from: number) => BigInt(self.lastIndexOf(part, from)),
  },
  length: { '': (self) => BigInt(self.length) },
  matches: { s: (self, pattern: string) => matchesJavaRegex(pattern, self) },
  replace: { ss: (self, from: string, to: string) => self.replaceAll(from, () => to) },
  replaceAll: { ss: (self, pattern: string, to: string) => replacePattern(self, javaRegex(pattern, 'g'), to) },
  replaceFirst: { ss: (self, pattern: string, to: string) => replacePattern(self, javaRegex(pattern), to) },
  split: { s: (self, pattern: string) => split(self, pattern, 0), si: split },
  startsWith: {
    s: (self, start: string) => self.startsWith(start),
    si: (self, start: string, from: number) => self.startsWith(start, from),
  },
  substring: {
    i: (self, from: number) => self.slice(inside(self, from, self.length)),
    ii: (self, from: number, to: number) => self.slice(inside(self, from, to), inside(self, to, self.length)),
  },
  toLowerCase: { '': (self) => self.toLowerCase() },
  toString: { '': (self: string) => self },
  toUpperCase: { '': (self) => self.toUpperCase() },
  trim: { '': (self) => self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '') },
  valueOf: { o: (_: string, value: unknown) => javaText(value) },
};

function compareTexts(self: string, other: string): bigint {
  const at = [...self].findIndex((character, index) => character !== other[index]);
  const isPrefix = at < 0 || at >= other.length;
  return BigInt(isPrefix ? self.length - other.length : self.charCodeAt(at) - other.charCodeAt(at));
}

function inside(self: string, index: number, last: number): number {
  if (index < 0 || index > last) throw new TemplateError(`index ${index} of a text of ${self.length}`);
  return index;
}

/** Java's `\x` in a replacement is the character, `$1` a group. */
function replacePattern(self: string, pattern: RegExp, to: string): string {
  return self.replace(pattern, (...found: unknown[]) => {
    const groups = found.slice(
      0,
      found.findIndex((value) => typeof value === 'number'),
    ) as (string | undefined)[];
    return to.replace(/\\(.?)|\$(\d?)/gs, (sign, character?: string, group?: string) => {
      const isKnown = character === undefined ? group !== '' && Number(group) < groups.length : character !== '';
      if (!isKnown) throw new TemplateError(`${sign} in a replacement`);
      return character ?? groups[Number(group)] ?? '';
    });
  });
}

/** With a limit of 0 the empty parts at the end are dropped, with one below they are kept. */
function split(self: string, pattern: string, limit: number): StringArray {
  const parts: string[] = [];
  let rest = 0;
  for (const { 0: separator, index } of self.matchAll(javaRegex(pattern, 'g'))) {
    const isFull = limit > 0 && parts.length === limit - 1;
    const isBlankStart = index === 0 && separator === '';
    if (isFull || isBlankStart || (separator === '' && index === self.length)) continue;
    parts.push(self.slice(rest, index));
    rest = index + separator.length;
  }
  parts.push(self.slice(rest));
  while (limit === 0 && parts.length > 1 && parts.at(-1) === '') parts.pop();
  return StringArray.from(parts);
}
