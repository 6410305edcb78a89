import { TemplateError } from '../template-error';
import { compareNumbers } from './equality';
import { Methods } from './signatures';
import { javaText } from './text';

/** Of `java.lang.Integer`; static ones can be called on any number. */
export const integerMethods: Methods<bigint> = {
  compareTo: { n: (self, other: bigint) => BigInt(compareNumbers(self, other)) },
  doubleValue: { '': (self) => Number(self) },
  equals: { o: (self, other: unknown) => self === other },
  intValue: { '': (self) => BigInt.asIntN(32, self) },
  longValue: { '': (self) => self },
  max: { nn: (_, left: bigint, right: bigint) => (left > right ? left : right) },
  min: { nn: (_, left: bigint, right: bigint) => (left < right ? left : right) },
  parseInt: {
    s: (_, text: string) => parseWhole(text),
    si: (_, text: string, radix: number) => parseWhole(text, radix),
  },
  toHexString: { i: (_, value: number) => (value >>> 0).toString(16) },
  toString: { '': (self: bigint) => String(self), i: (_: bigint, value: number) => String(value) },
  valueOf: { s: (_: bigint, text: string) => parseWhole(text), i: (_: bigint, value: number) => BigInt(value) },
};

/** Of `java.lang.Double`. */
export const doubleMethods: Methods<number> = {
  compareTo: { n: (self, other: number) => BigInt(compareNumbers(self, other)) },
  doubleValue: { '': (self) => self },
  equals: { o: (self, other: unknown) => self === other },
  intValue: { '': (self) => BigInt(Math.trunc(self)) },
  isNaN: { '': (self) => Number.isNaN(self) },
  longValue: { '': (self) => BigInt(Math.trunc(self)) },
  parseDouble: { s: (_, text: string) => parseFraction(text) },
  toString: { '': (self: number) => javaText(self) },
  valueOf: { s: (_: number, text: string) => parseFraction(text) },
};

/** Of `java.lang.Boolean`. */
export const booleanMethods: Methods<boolean> = {
  booleanValue: { '': (self) => self },
  equals: { o: (self, other: unknown) => self === other },
  parseBoolean: { s: (_, text: string) => text.toLowerCase() === 'true' },
  toString: { '': (self: boolean) => String(self) },
};

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

function parseWhole(text: string, radix = 10): bigint {
  const value = new RegExp(`^[+-]?[${DIGITS.slice(0, radix)}]+$`, 'i').test(text) ? Number.parseInt(text, radix) : NaN;
  if (!(value >= -(2 ** 31) && value < 2 ** 31)) throw new TemplateError(`${JSON.stringify(text)} is no whole number`);
  return BigInt(value);
}

function parseFraction(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isNaN(value)) throw new TemplateError(`${JSON.stringify(text)} is no number`);
  return value;
}
