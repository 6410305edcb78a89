import { STATUS_CODES } from 'node:http';

/** What a problem says besides its status. All of it is for the caller to read: nothing internal. */
export interface ProblemOptions {
  /**
   * What the caller can do about this occurrence.
   *
   * @default - nothing
   */
  readonly detail?: string;

  /**
   * The kind of problem, in words that do not change.
   *
   * @default - what HTTP calls the status
   */
  readonly title?: string;

  /**
   * URI of the kind of problem, such as the address of a page that explains it.
   *
   * @default - none: the status says it all
   */
  readonly type?: string;

  /**
   * Further members, such as `{ errors: [...] }`. They can't replace type, title, status and detail.
   *
   * @default - none
   */
  readonly members?: Record<string, unknown>;

  /**
   * Further headers, such as `{ 'retry-after': '30' }`.
   *
   * @default - none
   */
  readonly headers?: Record<string, string>;
}

/** An answer with a problem, for REST APIs and HTTP APIs. */
export interface ProblemAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * Answers what went wrong as `application/problem+json`, as the APIs' own errors do.
 *
 * @param status 400 to 599; throws a RangeError for others
 * @see https://www.rfc-editor.org/rfc/rfc9457
 *
 * @example
 * return problem(404, { detail: 'There is no such order.' });
 */
export function problem(status: number, options: ProblemOptions = {}): ProblemAnswer {
  if (!(Number.isInteger(status) && status >= 400 && status <= 599)) {
    throw new RangeError(`a problem has a status from 400 to 599, got ${status}`);
  }
  const { type, title = STATUS_CODES[status] ?? 'Error', detail, members, headers } = options;
  return {
    statusCode: status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify({ ...members, type, title, status, detail }),
  };
}
