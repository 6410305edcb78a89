/** Runs functions. The data plane knows this interface only, so that tests can stand in for processes. */
export interface FunctionInvoker {
  /** `functionArn` may be qualified with a version or an alias. */
  invoke(functionArn: string, event: unknown, options: InvokeOptions): Promise<InvocationResult>;
  /** Another one once the function's code or settings have changed. */
  versionOf(functionArn: string): unknown;
  /** Ends every process. */
  close(): Promise<void>;
}

export interface InvokeOptions {
  readonly requestId: string;
  /** The caller's own limit, where it is shorter than the function's: an integration's or authorizer's time-out. */
  readonly timeoutMs?: number;
}

export type InvocationResult =
  /** `payload` is parsed JSON; a function that returns nothing gives null, as Lambda does. */
  | {
      readonly kind: 'success';
      readonly payload: unknown;
      /** The JSON that the runtime wrote, which may be spaced. */
      readonly text: string;
      readonly durationMs: number;
    }
  /** The function threw, exited, ran out of memory or returned what is not JSON. */
  | {
      readonly kind: 'error';
      readonly errorType: string;
      readonly errorMessage: string;
      /** As the runtime tells it, line by line. */
      readonly trace?: readonly string[];
      readonly durationMs: number;
    }
  /** The function's own time-out ended it: an error of the function for the caller. */
  | { readonly kind: 'function-timeout'; readonly durationMs: number }
  /** The caller's `timeoutMs` ended the wait (the function may go on, as at AWS). */
  | { readonly kind: 'caller-timeout'; readonly durationMs: number }
  /** No function of that ARN in the assembly. */
  | { readonly kind: 'not-found' };
