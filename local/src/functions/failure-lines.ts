import { RuntimeFailure } from './runtime-message';

/** What Lambda writes to the log about a failure. */
export function failureLines({ errorType, errorMessage, trace }: RuntimeFailure): readonly string[] {
  // a stack begins with type and message, as a rule
  const summary = `${errorType}: ${errorMessage}`;
  const stack = trace.join('\n');
  return (stack.startsWith(summary) ? stack : `${summary}\n${stack}`).trimEnd().split('\n');
}
