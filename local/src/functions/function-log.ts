/** One line that a function wrote, or that the gateway wrote about it. */
export interface FunctionLogLine {
  readonly functionName: string;
  /** Of the invocation that was running; absent for what is written outside of one. */
  readonly requestId?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export type FunctionLog = (line: FunctionLogLine) => void;
