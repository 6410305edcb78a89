import { arrayMethods, collectionMethods, listMethods } from './list-methods';
import { entryMethods, mapMethods } from './map-methods';
import { booleanMethods, doubleMethods, integerMethods } from './number-methods';
import { callOverload, Methods } from './signatures';
import { stringMethods } from './string-methods';
import { Collection, MapEntry, StringArray } from './values';

const ALL = [
  arrayMethods,
  booleanMethods,
  doubleMethods,
  entryMethods,
  integerMethods,
  listMethods,
  mapMethods,
  stringMethods,
];
const KNOWN = new Set(ALL.flatMap((methods) => Object.keys(methods)));

/** Whether some Java class of a template's values has the method. */
export function isKnownMethod(name: string): boolean {
  return KNOWN.has(name);
}

/** Calls a method of Java. What the value does not have gives null, as in Velocity. */
export function callJavaMethod(self: unknown, name: string, parameters: readonly unknown[]): unknown {
  const methods = methodsOf(self) as Methods<unknown> | undefined;
  const overloads = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
  return overloads && callOverload(overloads, self, parameters);
}

function methodsOf(self: unknown): Methods<never> | undefined {
  if (self instanceof StringArray) return arrayMethods;
  if (self instanceof Collection) return collectionMethods;
  if (Array.isArray(self)) return listMethods;
  if (self instanceof Map) return mapMethods;
  if (self instanceof MapEntry) return entryMethods;
  switch (typeof self) {
    case 'string':
      return stringMethods;
    case 'bigint':
      return integerMethods;
    case 'number':
      return doubleMethods;
    case 'boolean':
      return booleanMethods;
    default:
      return undefined;
  }
}
