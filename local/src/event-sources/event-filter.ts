import { isObject } from '../core/is-object';
import { readJson } from '../core/read-json';
import { fulfils, ruleProblem } from './filter-rules';

/** A filter's pattern: lists of rules at its ends, `$or` of patterns anywhere. */
export interface Pattern {
  readonly [key: string]: unknown;
}

/**
 * Whether a message goes to the function. A text that is no JSON fits rules for a text only, JSON only a pattern of it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function passes(filters: readonly Pattern[], body: string): boolean {
  return filters.length === 0 || filters.some((filter) => fitsBody(filter, body));
}

/** Reads the pattern of a filter, or says what of it is not served. */
export function readPattern(text: string): Pattern | { readonly problem: string } {
  const pattern = readJson(text)?.value;
  if (!isObject(pattern)) return { problem: 'is no JSON object' };
  const other = Object.keys(pattern).find((key) => key !== 'body');
  if (other !== undefined) return { problem: `filters by ${other}, but messages are filtered by their body only` };
  const problem = patternProblem(pattern);
  return problem === undefined ? pattern : { problem };
}

function fitsBody({ body: wanted }: Pattern, body: string): boolean {
  if (wanted === undefined) return true;
  const value = readJson(body)?.value;
  if (Array.isArray(wanted)) return value === undefined && fitsRules(wanted, body);
  return value !== undefined && fits(wanted as Pattern, value);
}

function fits(pattern: Pattern, value: unknown): boolean {
  // of a list, one is enough
  if (Array.isArray(value)) return value.some((item) => fits(pattern, item));
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or') return (wanted as Pattern[]).some((choice) => fits(choice, value));
    const member = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return Array.isArray(wanted) ? fitsRules(wanted, member) : fits(wanted as Pattern, member);
  });
}

function fitsRules(rules: readonly unknown[], value: unknown): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return rules.some((rule) => values.some((one) => fulfils(one, rule)));
}

function patternProblem(pattern: Pattern): string | undefined {
  const problems = Object.entries(pattern).map(([key, wanted]) => {
    if (isObject(wanted)) return patternProblem(wanted);
    if (!Array.isArray(wanted) || wanted.length === 0) return `${key} must be a list of rules or a pattern`;
    const check = key === '$or' ? (choice: unknown) => patternProblem(choice as Pattern) : ruleProblem;
    return wanted.map(check).find((problem) => problem !== undefined);
  });
  return problems.find((problem) => problem !== undefined);
}
