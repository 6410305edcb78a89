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
}

export type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map(
  Object.entries({ ...stringFunctions, ...conditionFunctions, ...lookupFunctions, ...referenceFunctions }),
);

export function createScope(stack: Stack, stacks: readonly Stack[]): Scope {
  const scope: Scope = {
    stack,
    stacks,
    resolve: (expression) => resolve(expression, scope),
    from: (other) => createScope(other, stacks),
  };
  return scope;
}

function resolve(expression: unknown, scope: Scope): unknown {
  if (typeof expression === 'string') return withoutDynamicReference(expression);
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
    return resolve(value, scope);
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

function withoutDynamicReference(text: string): string {
  const [reference] = /\{\{resolve:(ssm|ssm-secure|secretsmanager):/.exec(text) ?? [];
  if (reference) throw new Unresolvable(`the dynamic reference ${reference}…}} is only known to AWS`);
  return text;
}
