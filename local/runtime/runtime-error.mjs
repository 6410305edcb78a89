import { types } from 'node:util';

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
      trace: String(thrown.cause?.stack ?? thrown.stack).split('\n'),
    };
  }
  return { errorType: typeof thrown, errorMessage: describeValue(thrown), trace: [] };
}

function describeValue(value) {
  try {
    return String(value);
  } catch {
    return 'a value that has no text form was thrown';
  }
}
