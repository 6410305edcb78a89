import { InvocationResult } from '../../src/functions/function-invoker';

/** What a function gives that returns this. */
export function success(payload: unknown = null): Extract<InvocationResult, { kind: 'success' }> {
  return { kind: 'success', payload, text: JSON.stringify(payload), durationMs: 1 };
}
