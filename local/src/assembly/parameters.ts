import { isObject } from '../core/is-object';
import type { Scope } from './resolver';
import { Unresolvable } from './unresolvable';

/** A parameter's value: what the stack around a nested one passes, or its default. */
export function parameterValue(name: string, scope: Scope): unknown {
  const { parent, template } = scope.stack;
  const { Type: type, Default: fallback } = template.Parameters![name]!;
  const passed = parent?.stack.template.Resources?.[parent.logicalId]?.Properties?.Parameters;
  if (parent && isObject(passed) && Object.hasOwn(passed, name)) {
    return typed(scope.within(`parameter ${name}`).from(parent.stack).resolve(passed[name]), type);
  }
  if (type.startsWith('AWS::SSM::')) {
    throw new Unresolvable(`parameter ${name} (${type}) is read from the account's Parameter Store`);
  }
  if (fallback === undefined) throw new Unresolvable(`parameter ${name} has no default`);
  return typed(fallback, type);
}

function typed(value: unknown, type: string): unknown {
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  if (!isList || Array.isArray(value)) return value;
  return String(value)
    .split(',')
    .map((item) => item.trim());
}
