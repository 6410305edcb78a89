import { INVOKE } from './actions';
import { matchesGlob } from './glob';

/** What an authorizer function answered can't be judged; the message says why. */
export class UnusableAnswer extends Error {}

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource'];

/** Whether an IAM policy lets a route be invoked: some statement allows it and none denies it. */
export function allowsInvoke(policyDocument: unknown, routeArn: string): boolean {
  return effectOf(policyDocument, routeArn) === 'Allow';
}

/** The effect of an IAM policy on a route; undefined when no statement is about it. A denial beats all else. */
export function effectOf(policyDocument: unknown, routeArn: string, action = INVOKE): 'Allow' | 'Deny' | undefined {
  const statements = [asObject('policyDocument', policyDocument).Statement].flat();
  const effects = statements
    .map((value) => asObject('Statement', value))
    .flatMap((s) => effectOfStatement(s, routeArn, action));
  return effects.includes('Deny') ? 'Deny' : effects[0];
}

/** The statement's effect in a list, or an empty list when it is about something else. */
function effectOfStatement(statement: Record<string, unknown>, routeArn: string, wanted: string): ('Allow' | 'Deny')[] {
  const unknown = Object.keys(statement).find((key) => !ELEMENTS.includes(key));
  if (unknown !== undefined) {
    throw new UnusableAnswer(`the policy element "${unknown}" is not evaluated locally`);
  }
  const { Effect: effect } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new UnusableAnswer(`Effect must be Allow or Deny, got ${JSON.stringify(effect)}`);
  }
  // action names know no case, ARNs do
  const action = covers(statement, 'Action', (pattern) => matchesGlob(pattern.toLowerCase(), wanted.toLowerCase()));
  const resource = covers(statement, 'Resource', (pattern) => matchesGlob(pattern, routeArn));
  return action && resource ? [effect] : [];
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: exactly one of a pair is there. */
function covers(
  statement: Record<string, unknown>,
  element: 'Action' | 'Resource',
  matches: (pattern: string) => boolean,
): boolean {
  const [plain, negated] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (negated === undefined)) {
    throw new UnusableAnswer(`a statement needs either ${element} or Not${element}`);
  }
  return plain === undefined ? !patterns(negated).some(matches) : patterns(plain).some(matches);
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

function asObject(name: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnusableAnswer(`${name} must be an object, got ${JSON.stringify(value)}`);
  }
  return value as Record<string, unknown>;
}
