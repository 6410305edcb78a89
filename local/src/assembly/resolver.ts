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
}

export type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries({ ...stringFunctions, ...conditionFunctions, ...lookupFunctions, ...referenceFunctions }),
);

export function createScope(stack: Stack, stacks: readonly Stack[], keepsReferences = false): Scope {
  const scope: Scope = {
    stack,
    stacks,
    resolve: (expression) => resolve(expression, scope, keepsReferences ? (text) => text : withDynamicReferences),
    from: (other) => createScope(other, stacks, keepsReferences),
    keepingReferences: () => createScope(stack, stacks, true),
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
