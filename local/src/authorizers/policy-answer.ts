import { isObject } from '../core/is-object';
import { effectOf, UnusableAnswer } from './policy';
import { Effect, PolicyQuestion } from './policy-statement';

/** What an authorizer function said, once its shape is known to be good. */
export interface LambdaAnswer {
  readonly principalId: string;
  readonly context: Readonly<Record<string, string | number | boolean>>;
  readonly usageIdentifierKey?: string;
  /** A cached policy is judged anew for each method. Throws UnusableAnswer. */
  effectOn(question: PolicyQuestion): Effect | undefined;
}

/** */
const LONGEST_RESOURCE = 512;

/** Throws UnusableAnswer for any other shape. */
export function readAnswer(payload: unknown): LambdaAnswer {
  if (!isObject(payload)) throw new UnusableAnswer('the authorizer function must return an object');
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = payload;
  if (typeof principalId !== 'string' || !isObject(policyDocument)) {
    throw new UnusableAnswer('an answer needs principalId, a string, and policyDocument, an object');
  }
  checkResources(policyDocument);
  return {
    principalId,
    context: readContext(context ?? {}),
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
    effectOn: (question) => effectOf(policyDocument, question),
  };
}

/** texts, numbers and booleans; `claims` is reserved. */
function readContext(context: unknown): LambdaAnswer['context'] {
  if (!isObject(context)) throw new UnusableAnswer('context must be an object');
  const entries = Object.entries(context).filter(([, value]) => value !== null && value !== undefined);
  for (const [name, value] of entries) {
    if (typeof value === 'object') throw new UnusableAnswer(`context.${name} must be a text, a number or a boolean`);
    if (name === 'claims') throw new UnusableAnswer('context.claims is reserved');
  }
  return Object.fromEntries(entries) as LambdaAnswer['context'];
}

function checkResources({ Statement }: Record<string, unknown>): void {
  const resources = [Statement].flat().flatMap((statement) => (isObject(statement) ? [statement.Resource].flat() : []));
  if (resources.some((resource) => typeof resource === 'string' && resource.length > LONGEST_RESOURCE)) {
    throw new UnusableAnswer(`a Resource has more than ${LONGEST_RESOURCE} characters`);
  }
}
