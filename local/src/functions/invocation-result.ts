import { timedOut } from './deadline';
import { InvocationResult } from './function-invoker';
import { FunctionAnswer } from './function-pool';

/** 6 MB, as Lambda counts them. */
const MAX_RESPONSE_BYTES = 6_291_556;

/** The function's answer in the invoker's words. */
export function invocationResult(answer: FunctionAnswer, durationMs: number): InvocationResult {
  if (answer === timedOut) {
    return { kind: 'function-timeout', durationMs };
  }
  if (answer.type === 'error') {
    const { errorType, errorMessage, trace } = answer;
    return { kind: 'error', errorType, errorMessage, trace, durationMs };
  }
  if (answer.type === 'oversized-result') {
    return oversized(answer.bytes, durationMs);
  }
  if (answer.type !== 'result') {
    return unusable('Runtime.Unknown', `the runtime sent "${answer.type}" in place of a result`, durationMs);
  }
  const bytes = Buffer.byteLength(answer.payload);
  if (bytes > MAX_RESPONSE_BYTES) {
    return oversized(bytes, durationMs);
  }
  try {
    return { kind: 'success', payload: JSON.parse(answer.payload), text: answer.payload, durationMs };
  } catch {
    // NaN is one that Python's runtime writes
    return unusable('Runtime.MarshalError', 'the function returned what is not JSON', durationMs);
  }
}

function oversized(bytes: number, durationMs: number): InvocationResult {
  const message = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
  return unusable('Function.ResponseSizeTooLarge', message, durationMs);
}

function unusable(errorType: string, errorMessage: string, durationMs: number): InvocationResult {
  return { kind: 'error', errorType, errorMessage, trace: [], durationMs };
}
