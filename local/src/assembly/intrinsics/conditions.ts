import type { Intrinsic, Scope } from '../resolver';
import { listOf, textOf } from './arguments';
import { Unresolvable } from '../unresolvable';

/** Whether a named condition of the scope's template holds. */
export function holds(name: string, scope: Scope): boolean {
  const conditions = scope.stack.template.Conditions ?? {};
  if (!Object.hasOwn(conditions, name)) throw new Unresolvable(`there is no condition ${name}`);
  return isTrue(conditions[name], scope.within(`condition ${name}`));
}

function isTrue(expression: unknown, scope: Scope): boolean {
  const value = scope.resolve(expression);
  if (typeof value !== 'boolean') throw new Unresolvable('a condition that is neither true nor false');
  return value;
}

const choose: Intrinsic = (argument, scope) => {
  const [condition, whenTrue, whenFalse] = listOf(argument, 'Fn::If');
  return scope.resolve(holds(textOf(condition), scope) ? whenTrue : whenFalse);
};

const equals: Intrinsic = (argument, scope) => {
  const [left, right] = listOf(argument, 'Fn::Equals').map((side) => scope.resolve(side));
  return textOf(left) === textOf(right);
};

const and: Intrinsic = (argument, scope) => listOf(argument, 'Fn::And').every((item) => isTrue(item, scope));
const or: Intrinsic = (argument, scope) => listOf(argument, 'Fn::Or').some((item) => isTrue(item, scope));
const not: Intrinsic = (argument, scope) => !isTrue(listOf(argument, 'Fn::Not')[0], scope);

/** `{ "Condition": "Name" }` is a reference inside conditions, but an ordinary key with an object elsewhere. */
const condition: Intrinsic = (argument, scope) =>
  typeof argument === 'string' ? holds(argument, scope) : { Condition: scope.resolve(argument) };

export const conditionFunctions = {
  'Fn::If': choose,
  'Fn::Equals': equals,
  'Fn::And': and,
  'Fn::Or': or,
  'Fn::Not': not,
  Condition: condition,
};
