import { types } from 'node:util';

const RUNTIME_FOLDER = new URL('.', import.meta.url).href;

/** An error of the runtime rather than of the function's code; the name is what callers see as its type. */
export class RuntimeError extends Error {
  constructor(kind, message, cause) {
    super(message, { cause });
    this.name = `Runtime.${kind}`;
  }
}

/** What Lambda tells about whatever a function threw. */
export function describeError(thrown) {
  if (types.isNativeError(thrown) || thrown instanceof Error) {
    return {
      errorType: String(thrown.name),
      errorMessage: String(thrown.message),
      trace: traceOf(thrown.cause?.stack ?? thrown.stack),
    };
  }
  return { errorType: typeof thrown, errorMessage: describeValue(thrown), trace: [] };
}

/** Down to where the function's own code was called: what is below it is ours. */
function traceOf(stack) {
  const lines = String(stack).split('\n');
  const end = lines.findIndex((line) => line.includes(RUNTIME_FOLDER));
  return end < 0 ? lines : lines.slice(0, end);
}

function describeValue(value) {
  try {
    return String(value);
  } catch {
    return 'a value that has no text form was thrown';
  }
}
