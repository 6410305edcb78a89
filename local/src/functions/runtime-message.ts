/** What goes to a function's process, one JSON object a line. */
export interface Invocation {
  readonly requestId: string;
  /** As the caller spelled it, with version or alias. */
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  readonly event: unknown;
}

/** What comes back, one JSON object a line. */
export type RuntimeMessage =
  | { readonly type: 'ready' }
  /** `payload` is JSON text. */
  | { readonly type: 'result'; readonly payload: string }
  /** A result that was not sent, because it is longer than any may be. */
  | { readonly type: 'oversized-result'; readonly bytes: number }
  | RuntimeFailure;

export interface RuntimeFailure {
  readonly type: 'error';
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
  /** The process is of no further use. */
  readonly fatal: boolean;
}

/** A failure that the gateway states, because the process can't any more. */
export function fatalFailure(errorType: string, errorMessage: string): RuntimeFailure {
  return { type: 'error', errorType, errorMessage, trace: [], fatal: true };
}

/** A line of the answers' pipe, which the function's own code could write to as well. */
export function parseMessage(line: string): RuntimeMessage {
  try {
    return JSON.parse(line) as RuntimeMessage;
  } catch {
    return fatalFailure('Runtime.Unknown', 'the runtime sent an answer that is not JSON');
  }
}
