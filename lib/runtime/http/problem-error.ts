import { problem, type ProblemAnswer, type ProblemOptions } from './problem';

/** What a handler wrapped by {@link withProblems} throws to answer a problem, from however deep. */
export class ProblemError extends Error {
  public readonly name = 'ProblemError';

  /** The answer. */
  public readonly answer: ProblemAnswer;

  /** @param status 400 to 599; throws a RangeError for others */
  public constructor(status: number, options: ProblemOptions & { readonly cause?: unknown } = {}) {
    super(options.detail ?? options.title ?? `status ${status}`, { cause: options.cause });
    this.answer = problem(status, options);
  }
}

/**
 * Wraps a handler so that a {@link ProblemError} it throws becomes its answer. Other errors pass through: API Gateway
 * answers for them and tells nobody what they say. Inside `withCors`, so that pages can read problems.
 *
 * @example
 * export const handler = withCors(
 *   withProblems(async (event) => {
 *     throw new ProblemError(404, { detail: 'There is no such order.' });
 *   }),
 * );
 */
export function withProblems<Event, Rest extends unknown[], Returned>(
  handler: (event: Event, ...rest: Rest) => Returned,
): (event: Event, ...rest: Rest) => Promise<Exclude<Awaited<Returned>, void> | ProblemAnswer> {
  return async (event, ...rest) => {
    try {
      return (await handler(event, ...rest)) as Exclude<Awaited<Returned>, void>;
    } catch (error) {
      if (error instanceof ProblemError) {
        return error.answer;
      }
      throw error;
    }
  };
}
