import { InvocationResult } from './function-invoker';

/** For the log of requests. A caller's own time-out is told by who waited. */
export function failureReason(result: Exclude<InvocationResult, { kind: 'success' | 'caller-timeout' }>): string {
  switch (result.kind) {
    case 'error':
      // its message is the function's own text, which may quote a body: that is for the function's log
      return `the function failed: ${result.errorType}`;
    case 'function-timeout':
      return `the function timed out after ${result.durationMs} ms`;
    case 'not-found':
      return 'no such function in this assembly';
  }
}
