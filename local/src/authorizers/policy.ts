import { conditionProblem, PolicyCondition } from './policy-conditions';
import { combined, Effect, isAbout, PolicyQuestion, PolicyStatement, Selection } from './policy-statement';

/** What an authorizer function answered can't be judged; the message says why. */
export class UnusableAnswer extends Error {}

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** Whether an IAM policy allows what is asked: some statement does and none denies it. */
export function allows(policyDocument: unknown, question: PolicyQuestion): boolean {
  return effectOf(policyDocument, question) === 'Allow';
}

/** What an authorizer function's policy says; undefined when no statement is about it. Throws UnusableAnswer. */
export function effectOf(policyDocument: unknown, question: PolicyQuestion): Effect | undefined {
  const statements = [asObject('policyDocument', policyDocument).Statement].flat().map(readStatement);
  return combined(statements.filter((statement) => isAbout(statement, question)));
}

function readStatement(value: unknown): PolicyStatement {
  const statement = asObject('Statement', value);
  const unknown = Object.keys(statement).find((key) => !ELEMENTS.includes(key));
  if (unknown !== undefined) {
    throw new UnusableAnswer(`the policy element "${unknown}" is not evaluated locally`);
  }
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new UnusableAnswer(`Effect must be Allow or Deny, got ${JSON.stringify(effect)}`);
  }
  return {
    effect,
    actions: selection(statement, 'Action'),
    resources: selection(statement, 'Resource'),
    conditions: readConditions(statement.Condition ?? {}),
  };
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: exactly one of a pair is there. */
function selection(statement: Record<string, unknown>, element: 'Action' | 'Resource'): Selection {
  const [plain, negated] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (negated === undefined)) {
    throw new UnusableAnswer(`a statement needs either ${element} or Not${element}`);
  }
  return { patterns: patterns(plain ?? negated), isNegated: plain === undefined };
}

function patterns(value: unknown): readonly string[] {
  const list: readonly unknown[] = [value].flat();
  return list.map((pattern) => {
    if (typeof pattern !== 'string') {
      throw new UnusableAnswer(`actions and resources must be strings, got ${JSON.stringify(pattern)}`);
    }
    if (pattern.includes('${')) {
      throw new UnusableAnswer(`policy variables are not evaluated locally, got "${pattern}"`);
    }
    return pattern;
  });
}

/** `{ "IpAddress": { "aws:SourceIp": ["203.0.113.0/24"] } }` */
function readConditions(block: unknown): PolicyCondition[] {
  return Object.entries(asObject('Condition', block)).flatMap(([operator, keys]) =>
    Object.entries(asObject(operator, keys)).map(([key, values]) => {
      const condition = { operator, key, values: [values].flat().map(String) };
      const problem = conditionProblem(condition);
      if (problem !== undefined) throw new UnusableAnswer(`${problem} locally`);
      return condition;
    }),
  );
}

function asObject(name: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnusableAnswer(`${name} must be an object, got ${JSON.stringify(value)}`);
  }
  return value as Record<string, unknown>;
}
