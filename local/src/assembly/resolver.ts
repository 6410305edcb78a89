import { withDynamicReferences } from './dynamic-references';
import { conditionFunctions } from './intrinsics/conditions';
import { lookupFunctions } from './intrinsics/lookups';
import { referenceFunctions } from './intrinsics/references';
import { stringFunctions } from './intrinsics/strings';
import { Stack } from './stack';
import { Unresolvable } from './unresolvable';

/** Evaluates template expressions as seen from one stack. */
export interface Scope {
  readonly stack: Stack;
  /** Every stack of the assembly, for exports and nested stacks. */
  readonly stacks: readonly Stack[];
  /** The value of an expression; undefined stands for `AWS::NoValue`. Throws {@link Unresolvable}. */
  resolve(expression: unknown): unknown;
  /** The same assembly seen from another stack. */
  from(stack: Stack): Scope;
  /** The same, but with dynamic references left as they are. */
  keepingReferences(): Scope;
  /** The same from within a part of the template. Throws {@link Unresolvable} where that part is being looked at already. */
  within(part: string): Scope;
}

export type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries({ ...stringFunctions, ...conditionFunctions, ...lookupFunctions, ...referenceFunctions }),
);

export function createScope(stack: Stack, stacks: readonly Stack[]): Scope {
  return scopeOf({ stack, stacks, keepsReferences: false, parts: [] });
}

interface ScopeProps {
  readonly stack: Stack;
  readonly stacks: readonly Stack[];
  readonly keepsReferences: boolean;
  /** What is being looked at, outermost first. */
  readonly parts: readonly string[];
}

function scopeOf(props: ScopeProps): Scope {
  const { stack, stacks, keepsReferences, parts } = props;
  const scope: Scope = {
    stack,
    stacks,
    resolve: (expression) => resolve(expression, scope, keepsReferences ? (text) => text : withDynamicReferences),
    from: (other) => scopeOf({ ...props, stack: other }),
    keepingReferences: () => scopeOf({ ...props, keepsReferences: true }),
    within: (part) => {
      const name = `${part} of stack ${stack.name}`;
      if (parts.includes(name)) throw new Unresolvable(`${name} depends on itself`);
      return scopeOf({ ...props, parts: [...parts, name] });
    },
  };
  return scope;
}

/** As in CloudFormation, dynamic references are looked at when the text around them is put together. */
function resolve(expression: unknown, scope: Scope, finish: typeof withDynamicReferences): unknown {
  const value = evaluated(expression, scope);
  return typeof value === 'string' ? finish(value, scope) : value;
}

function evaluated(expression: unknown, scope: Scope): unknown {
  if (Array.isArray(expression)) {
    return expression
      .map((item, index) => resolveMember(String(index), item, scope))
      .filter((item) => item !== undefined);
  }
  if (typeof expression !== 'object' || expression === null) return expression;
  const entries = Object.entries(expression);
  const [only] = entries;
  if (only && entries.length === 1 && isIntrinsicName(only[0])) {
    const intrinsic = intrinsics.get(only[0]);
    if (!intrinsic) throw new Unresolvable(`${only[0]} is not evaluated locally`);
    return evaluate(intrinsic, only[1], scope);
  }
  return Object.fromEntries(
    entries
      .map(([key, value]) => [key, resolveMember(key, value, scope)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

/** Tells where it is, when it can't be resolved. */
function resolveMember(key: string, value: unknown, scope: Scope): unknown {
  try {
    return scope.resolve(value);
  } catch (error) {
    throw error instanceof Unresolvable ? error.below(key) : error;
  }
}

/** What is inside of an intrinsic is of no interest to whoever looks for it. */
function evaluate(intrinsic: Intrinsic, argument: unknown, scope: Scope): unknown {
  try {
    return intrinsic(argument, scope);
  } catch (error) {
    throw error instanceof Unresolvable ? new Unresolvable(error.message) : error;
  }
}

function isIntrinsicName(key: string): boolean {
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}
