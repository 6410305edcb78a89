import { DevelopmentCredentials, defaultCredentials } from '../core/development-credentials';
import { startStopwatch } from '../core/stopwatch';
import { timedOut, within } from './deadline';
import { failureLines } from './failure-lines';
import { unqualifiedArn } from './function-arn';
import { FunctionInvoker, InvocationResult, InvokeOptions } from './function-invoker';
import { FunctionLog } from './function-log';
import { FunctionModel } from './function-model';
import { FunctionAnswer, FunctionPool } from './function-pool';
import { FunctionPools } from './function-pools';
import { invocationResult } from './invocation-result';
import { Runtimes } from './runtimes';

const DEFAULT_MAX_PROCESSES = 10;

export interface FunctionRunnerProps {
  readonly functions: readonly FunctionModel[];
  /** @default - Node.js, and what `python3` is on this machine */
  readonly runtimes?: Runtimes;
  /** Given to every function beside its own variables, such as `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Gets every line that a function writes, and why an invocation failed. */
  readonly onLog: FunctionLog;
  /** @default - the published development credentials */
  readonly credentials?: DevelopmentCredentials;
  /** Shared with the runners before and after this one. @default - the runner's own */
  readonly pools?: FunctionPools;
  /** How many invocations of one function run at once; the rest wait. @default 10 */
  readonly maxProcessesPerFunction?: number;
}

/** Runs the functions of an assembly as child processes, started when they are first called. */
export function createFunctionRunner(props: FunctionRunnerProps): FunctionInvoker {
  return new FunctionRunner(props);
}

class FunctionRunner implements FunctionInvoker {
  private readonly pools: ReadonlyMap<string, FunctionPool>;
  private readonly shared: FunctionPools;
  private closed = false;

  public constructor(private readonly props: FunctionRunnerProps) {
    const { environment, onLog, credentials = defaultCredentials, runtimes = new Runtimes() } = props;
    const maxProcesses = props.maxProcessesPerFunction ?? DEFAULT_MAX_PROCESSES;
    const pool = { runtimes, environment, credentials, maxProcesses, onLog };
    this.shared = props.pools ?? new FunctionPools();
    this.pools = new Map(this.shared.acquire(props.functions, pool).map((one) => [one.model.arn, one]));
  }

  public async invoke(functionArn: string, event: unknown, options: InvokeOptions): Promise<InvocationResult> {
    const pool = this.pools.get(unqualifiedArn(functionArn));
    if (!pool) {
      return { kind: 'not-found' };
    }
    const elapsed = startStopwatch();
    const durationMs = () => Math.round(elapsed());
    const { requestId, timeoutMs } = options;
    const running = pool.run({ requestId, functionArn, event }).then((answer) => {
      this.logFailure(pool.model, requestId, answer);
      return invocationResult(answer, durationMs());
    });
    const result = timeoutMs === undefined ? await running : await within(timeoutMs, running);
    return result === timedOut ? { kind: 'caller-timeout', durationMs: durationMs() } : result;
  }

  public versionOf(functionArn: string): unknown {
    return this.pools.get(unqualifiedArn(functionArn))?.version;
  }

  public async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.pools.values()].map((pool) => this.shared.release(pool)));
  }

  private logFailure(model: FunctionModel, requestId: string, answer: FunctionAnswer): void {
    for (const text of linesAbout(model, answer)) {
      this.props.onLog({ functionName: model.name, requestId, stream: 'stderr', text });
    }
  }
}

function linesAbout(model: FunctionModel, answer: FunctionAnswer): readonly string[] {
  if (answer === timedOut) {
    return [`Sandbox.Timedout: Task timed out after ${model.timeoutSeconds.toFixed(2)} seconds`];
  }
  return answer.type === 'error' ? failureLines(answer) : [];
}
