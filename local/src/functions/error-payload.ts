import { InvocationResult } from './function-invoker';
import { FunctionModel } from './function-model';

type Failure = Extract<InvocationResult, { kind: 'error' | 'function-timeout' }>;

/** What Lambda answers in place of a result, in the words of the function's runtime. */
export function errorPayload(
  result: Failure,
  { runtime, timeoutSeconds }: Pick<FunctionModel, 'runtime' | 'timeoutSeconds'>,
  requestId: string,
): object {
  if (result.kind === 'function-timeout') {
    return {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
    };
  }
  const { errorType, errorMessage, trace = [] } = result;
  if (runtime.startsWith('python')) return { errorMessage, errorType, requestId, stackTrace: pythonFrames(trace) };
  return { errorType, errorMessage, trace };
}

/** `["  File \"/var/task/index.py\", line 1, in handler\n    raise X\n"]`: an entry for each frame, without the headline. */
function pythonFrames(trace: readonly string[]): string[] {
  const frames: string[] = [];
  for (const line of trace.slice(1)) {
    if (line.startsWith('  File ') || frames.length === 0) frames.push('');
    frames[frames.length - 1] += `${line}\n`;
  }
  return frames;
}
