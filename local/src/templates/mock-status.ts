import { lenientJson } from './lenient-json';

/** The `statusCode` that a mock's rendered request template names, if it is a whole number. */
export function mockStatus(rendered: string): number | undefined {
  const { statusCode } = (lenientJson(rendered) ?? {}) as { readonly statusCode?: unknown };
  return Number.isInteger(statusCode) ? (statusCode as number) : undefined;
}
