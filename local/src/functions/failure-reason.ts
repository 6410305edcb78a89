import { InvocationResult } from './function-invoker';

/** Why a function did not answer, for a request's record. */
export function failureReason(result: Exclude<InvocationResult, { kind: 'success' }>, timeoutMs: number): string {
  switch (result.kind) {
    case 'error':
      // its message is the function's own text, which may quote a body: that is for the function's log
      return `the function failed: ${result.errorType}`;
    case 'function-timeout':
      return `the function timed out after ${result.durationMs} ms`;
    case 'caller-timeout':
      return `no answer within the integration's ${timeoutMs} ms`;
    case 'not-found':
      return 'no such function in this assembly';
  }
}
