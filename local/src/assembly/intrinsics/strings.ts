import type { Intrinsic, Scope } from '../resolver';
import { Unresolvable } from '../unresolvable';
import { getAttribute, reference } from './references';

const join: Intrinsic = (argument, scope) => {
  const [delimiter, values] = argument as [string, unknown];
  return listOf(scope.resolve(values), 'Fn::Join').map(textOf).join(delimiter);
};

const split: Intrinsic = (argument, scope) => {
  const [delimiter, source] = argument as [string, unknown];
  return textOf(scope.resolve(source)).split(delimiter);
};

const select: Intrinsic = (argument, scope) => {
  const [index, values] = argument as [unknown, unknown];
  const list = listOf(scope.resolve(values), 'Fn::Select');
  const position = Number(scope.resolve(index));
  if (!(position in list)) throw new Unresolvable(`Fn::Select ${position} of a list of ${list.length}`);
  return list[position];
};

const base64: Intrinsic = (argument, scope) => Buffer.from(textOf(scope.resolve(argument))).toString('base64');

/** `${Name}`, `${Name.Attribute}`, variables of its own, and `${!Literal}` which stays as `${Literal}`. */
const sub: Intrinsic = (argument, scope) => {
  const [template, variables] = Array.isArray(argument)
    ? (argument as [string, Record<string, unknown>])
    : [String(argument), {}];
  return template.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) =>
    literal ? `\${${name}}` : textOf(substitute(name.trim(), variables, scope)),
  );
};

function substitute(name: string, variables: Record<string, unknown>, scope: Scope): unknown {
  if (name in variables) return scope.resolve(variables[name]);
  const dot = name.indexOf('.');
  return dot < 0 ? reference(name, scope) : getAttribute(name.slice(0, dot), name.slice(dot + 1), scope);
}

function listOf(value: unknown, intrinsic: string): unknown[] {
  if (!Array.isArray(value)) throw new Unresolvable(`${intrinsic} of something that is not a list`);
  return value;
}

function textOf(value: unknown): string {
  if (typeof value === 'object') throw new Unresolvable('a list or an object where a text belongs');
  return String(value);
}

export const stringFunctions = {
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::Sub': sub,
  'Fn::Base64': base64,
};
