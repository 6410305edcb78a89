import { isMap, javaText } from './java-text';
import { javaRegex, matchesJavaRegex } from './java-regex';
import { TemplateError } from './template-error';

type Method<T> = (self: T, ...parameters: readonly unknown[]) => unknown;

const text = javaText;
const print = (self: unknown): string => javaText(self);
const index = (value: unknown): number => Number(value);

const stringMethods: Readonly<Record<string, Method<string>>> = {
  charAt: (self, at) => self.charAt(index(at)),
  concat: (self, other) => self + text(other),
  contains: (self, part) => self.includes(text(part)),
  endsWith: (self, end) => self.endsWith(text(end)),
  equals: (self, other) => self === other,
  equalsIgnoreCase: (self, other) => self.toLowerCase() === text(other).toLowerCase(),
  indexOf: (self, part) => self.indexOf(text(part)),
  isEmpty: (self) => self === '',
  lastIndexOf: (self, part) => self.lastIndexOf(text(part)),
  length: (self) => self.length,
  matches: (self, pattern) => matchesJavaRegex(text(pattern), self),
  replace: (self, from, to) => self.replaceAll(text(from), () => text(to)),
  replaceAll: (self, pattern, to) => self.replace(javaRegex(text(pattern), 'g'), replacement(to)),
  replaceFirst: (self, pattern, to) => self.replace(javaRegex(text(pattern)), replacement(to)),
  split: (self, pattern) => withoutTrailingBlanks(self.split(javaRegex(text(pattern)))),
  startsWith: (self, start) => self.startsWith(text(start)),
  substring: (self, from, to) => self.substring(index(from), to === undefined ? undefined : index(to)),
  toLowerCase: (self) => self.toLowerCase(),
  toString: print,
  toUpperCase: (self) => self.toUpperCase(),
  trim: (self) => self.trim(),
};

const listMethods: Readonly<Record<string, Method<unknown[]>>> = {
  add: (self, item) => self.push(item) > 0,
  addAll: (self, items) => Array.isArray(items) && self.push(...(items as unknown[])) > 0,
  contains: (self, item) => self.includes(item),
  get: (self, at) => self[index(at)],
  indexOf: (self, item) => self.indexOf(item),
  isEmpty: (self) => self.length === 0,
  set: (self, at, item) => self.splice(index(at), 1, item)[0],
  size: (self) => self.length,
  subList: (self, from, to) => self.slice(index(from), index(to)),
  toString: print,
};

const mapMethods: Readonly<Record<string, Method<Record<string, unknown>>>> = {
  containsKey: (self, key) => Object.hasOwn(self, text(key)),
  containsValue: (self, value) => Object.values(self).includes(value),
  entrySet: (self) => Object.entries(self).map(([key, value]) => ({ key, value })),
  get: (self, key) => (Object.hasOwn(self, text(key)) ? self[text(key)] : undefined),
  getKey: (self) => self.key,
  getOrDefault: (self, key, fallback) => (Object.hasOwn(self, text(key)) ? self[text(key)] : fallback),
  getValue: (self) => self.value,
  isEmpty: (self) => Object.keys(self).length === 0,
  keySet: (self) => Object.keys(self),
  put: (self, key, value) => {
    const before = self[text(key)];
    self[text(key)] = value;
    return before;
  },
  remove: (self, key) => {
    const before = self[text(key)];
    delete self[text(key)];
    return before;
  },
  size: (self) => Object.keys(self).length,
  toString: print,
  values: (self) => Object.values(self),
};

const valueMethods: Readonly<Record<string, Method<unknown>>> = {
  equals: (self: unknown, other: unknown) => self === other,
  toString: print,
};

const KNOWN = new Set([stringMethods, listMethods, mapMethods, valueMethods].flatMap((table) => Object.keys(table)));

/** Whether some Java class of a template's values has the method. */
export function isKnownMethod(name: string): boolean {
  return KNOWN.has(name);
}

/** Calls a method of Java on a value of a template. Of nothing, it is nothing. */
export function callJavaMethod(self: unknown, name: string, parameters: readonly unknown[]): unknown {
  if (self === undefined || self === null) return undefined;
  const method = methodsOf(self)[name] as Method<unknown> | undefined;
  if (!method) throw new TemplateError(`.${name}() of ${kindOf(self)} is not emulated`);
  return method(self, ...parameters);
}

function methodsOf(self: unknown): Readonly<Record<string, Method<never>>> {
  if (typeof self === 'string') return stringMethods;
  if (Array.isArray(self)) return listMethods;
  return isMap(self) ? mapMethods : valueMethods;
}

function kindOf(self: unknown): string {
  if (Array.isArray(self)) return 'a list';
  return typeof self === 'object' ? 'a map' : `a ${typeof self}`;
}

/** Java's `\$` and `$1` in a replacement. */
function replacement(to: unknown): string {
  return text(to).replace(/\\(.)/g, (_, character: string) => (character === '$' ? '$$' : character));
}

function withoutTrailingBlanks(parts: string[]): string[] {
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
