import { javaEquals } from './equality';
import { Methods } from './signatures';
import { javaText } from './text';
import { Collection, JavaMap, MapEntry } from './values';

/** Of `java.util.Map`. */
export const mapMethods: Methods<JavaMap> = {
  clear: { '': (self) => void self.clear() },
  containsKey: { o: (self, key: unknown) => self.has(key) },
  containsValue: { o: (self, value: unknown) => [...self.values()].some((other) => javaEquals(other, value)) },
  entrySet: { '': (self) => Collection.from(self, ([key, value]) => new MapEntry(key, value)) },
  equals: { o: (self, other: unknown) => javaEquals(self, other) },
  get: { o: (self, key: unknown) => self.get(key) },
  getOrDefault: { oo: (self, key: unknown, fallback: unknown) => (self.has(key) ? self.get(key) : fallback) },
  isEmpty: { '': (self) => self.size === 0 },
  keySet: { '': (self) => Collection.from(self.keys()) },
  put: { oo: put },
  putAll: { m: (self, other: JavaMap) => other.forEach((value, key) => self.set(key, value)) },
  putIfAbsent: { oo: (self, key: unknown, value: unknown) => self.get(key) ?? put(self, key, value) },
  remove: {
    o: (self, key: unknown) => {
      const before = self.get(key);
      self.delete(key);
      return before;
    },
  },
  replace: { oo: (self, key: unknown, value: unknown) => (self.has(key) ? put(self, key, value) : undefined) },
  size: { '': (self) => BigInt(self.size) },
  toString: { '': (self: JavaMap) => javaText(self) },
  values: { '': (self) => Collection.from(self.values()) },
};

/** Of `java.util.Map.Entry`. */
export const entryMethods: Methods<MapEntry> = {
  equals: { o: (self, other: unknown) => javaEquals(self, other) },
  getKey: { '': (self) => self.key },
  getValue: { '': (self) => self.value },
  toString: { '': (self: MapEntry) => javaText(self) },
};

/** Gives what was there before. */
function put(map: JavaMap, key: unknown, value: unknown): unknown {
  const before = map.get(key);
  map.set(key, value);
  return before;
}
