import { TemplateError } from '../template-error';
import { javaEquals } from './equality';
import { Methods } from './signatures';
import { javaText } from './text';

/** Of `java.util.Collection`. */
export const collectionMethods: Methods<unknown[]> = {
  contains: { o: (self, item: unknown) => indexOf(self, item) >= 0 },
  containsAll: { l: (self, items: unknown[]) => items.every((item) => indexOf(self, item) >= 0) },
  equals: { o: (self, other: unknown) => javaEquals(self, other) },
  isEmpty: { '': (self) => self.length === 0 },
  size: { '': (self) => BigInt(self.length) },
  toString: { '': (self: unknown[]) => javaText(self) },
};

/** Of `java.util.List`. */
export const listMethods: Methods<unknown[]> = {
  ...collectionMethods,
  add: {
    o: (self, item: unknown) => self.push(item) > 0,
    io: (self, at: number, item: unknown) => void self.splice(inside(self, at, self.length), 0, item),
  },
  addAll: { l: (self, items: unknown[]) => self.push(...items) > 0 && items.length > 0 },
  clear: { '': (self) => void self.splice(0) },
  get: { i: (self, at: number) => self[inside(self, at)] },
  indexOf: { o: (self, item: unknown) => BigInt(indexOf(self, item)) },
  lastIndexOf: { o: (self, item: unknown) => BigInt(self.map((other) => javaEquals(other, item)).lastIndexOf(true)) },
  remove: {
    i: (self, at: number) => self.splice(inside(self, at), 1)[0],
    o: (self, item: unknown) => self.some((other, at) => javaEquals(other, item) && self.splice(at, 1).length > 0),
  },
  removeAll: { l: (self, items: unknown[]) => keep(self, (item) => indexOf(items, item) < 0) },
  retainAll: { l: (self, items: unknown[]) => keep(self, (item) => indexOf(items, item) >= 0) },
  set: { io: (self, at: number, item: unknown) => self.splice(inside(self, at), 1, item)[0] },
  subList: {
    ii: (self, from: number, to: number) => [...self].slice(inside(self, from, to), inside(self, to, self.length)),
  },
};

/** Of an array, which Velocity lets be used as a list of fixed length. */
export const arrayMethods: Methods<unknown[]> = {
  get: { i: (self, at: number) => self[inside(self, at)] },
  isEmpty: { '': (self) => self.length === 0 },
  set: { io: (self, at: number, item: unknown) => self.splice(inside(self, at), 1, item)[0] },
  size: { '': (self) => BigInt(self.length) },
};

function indexOf(list: readonly unknown[], item: unknown): number {
  return list.findIndex((other) => javaEquals(other, item));
}

function keep(list: unknown[], isKept: (item: unknown) => boolean): boolean {
  const kept = list.filter(isKept);
  const before = list.splice(0, list.length, ...kept);
  return before.length !== kept.length;
}

function inside(list: readonly unknown[], index: number, last = list.length - 1): number {
  if (index < 0 || index > last) throw new TemplateError(`index ${index} of a list of ${list.length}`);
  return index;
}
