import { isObject } from '../../core/is-object';
import type { Intrinsic, Scope } from '../resolver';
import { Unresolvable } from '../unresolvable';
import { listOf, textOf } from './arguments';
import { getAttribute, reference } from './references';

const join: Intrinsic = (argument, scope) => {
  const [delimiter, values] = listOf(argument, 'Fn::Join');
  return listOf(scope.resolve(values), 'Fn::Join').map(textOf).join(textOf(delimiter));
};

const split: Intrinsic = (argument, scope) => {
  const [delimiter, source] = listOf(argument, 'Fn::Split');
  return textOf(scope.resolve(source)).split(textOf(delimiter));
};

const select: Intrinsic = (argument, scope) => {
  const [index, values] = listOf(argument, 'Fn::Select');
  const list = listOf(scope.resolve(values), 'Fn::Select');
  const position = Number(scope.resolve(index));
  if (!Object.hasOwn(list, position)) throw new Unresolvable(`Fn::Select ${position} of a list of ${list.length}`);
  return list[position];
};

const base64: Intrinsic = (argument, scope) => Buffer.from(textOf(scope.resolve(argument))).toString('base64');

const toJsonString: Intrinsic = (argument, scope) => JSON.stringify(scope.resolve(argument));

/** `${Name}`, `${Name.Attribute}`, variables of its own, and `${!Literal}` which stays as `${Literal}`. */
const sub: Intrinsic = (argument, scope) => {
  const [template, variables] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  if (!isObject(variables)) throw new Unresolvable('Fn::Sub with variables that are no object');
  return textOf(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) =>
    literal ? `\${${name}}` : textOf(substitute(name.trim(), variables, scope)),
  );
};

function substitute(name: string, variables: Record<string, unknown>, scope: Scope): unknown {
  if (Object.hasOwn(variables, name)) return scope.resolve(variables[name]);
  const dot = name.indexOf('.');
  return dot < 0 ? reference(name, scope) : getAttribute(name.slice(0, dot), name.slice(dot + 1), scope);
}

export const stringFunctions = {
  'Fn::Join': join,
  'Fn::Split': split,
  'Fn::Select': select,
  'Fn::Sub': sub,
  'Fn::Base64': base64,
  'Fn::ToJsonString': toJsonString,
};
