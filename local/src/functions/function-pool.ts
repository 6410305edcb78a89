import { realpathSync } from 'node:fs';

import { systemClock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { timedOut, within } from './deadline';
import { functionEnvironment } from './function-environment';
import { FunctionLog } from './function-log';
import { FunctionModel } from './function-model';
import { FunctionProcess } from './function-process';
import { fatalFailure, Invocation, RuntimeFailure, RuntimeMessage } from './runtime-message';
import { Runtimes } from './runtimes';

/** Lambda gives code this long to load, apart from the function's own time-out. */
const INIT_TIMEOUT_MS = 10_000;

export interface FunctionPoolProps {
  readonly model: FunctionModel;
  readonly runtimes: Runtimes;
  readonly environment: Readonly<Record<string, string>>;
  readonly credentials: DevelopmentCredentials;
  readonly maxProcesses: number;
  readonly onLog: FunctionLog;
}

export type FunctionAnswer = RuntimeMessage | typeof timedOut;

/** The processes of one function: each serves one invocation at a time, and idle ones are used again. */
export class FunctionPool {
  public readonly model: FunctionModel;
  /** No other pool has it. */
  public readonly version = Symbol('version');

  private readonly processes = new Set<FunctionProcess>();
  private readonly idle = new Set<FunctionProcess>();
  private readonly queue: (() => void)[] = [];
  private closed = false;

  public constructor(private readonly props: FunctionPoolProps) {
    this.model = props.model;
  }

  /** The function's answer, or `timedOut` when it took longer than it may. Beyond the cap, invocations queue. */
  public async run(invocation: Omit<Invocation, 'deadlineMs'>): Promise<FunctionAnswer> {
    const process = await this.acquire();
    if (!process) {
      return fatalFailure('Runtime.ExitError', 'the gateway was closed');
    }
    if (!(process instanceof FunctionProcess)) {
      this.wakeNext();
      return process;
    }
    const answer = await this.answer(process, invocation);
    if (answer === timedOut || (answer.type === 'error' && answer.fatal)) {
      process.kill();
      this.remove(process);
    } else if (this.processes.has(process)) {
      this.idle.add(process);
      this.wakeNext();
    }
    return answer;
  }

  /** Ends every process; invocations that are running end as errors. */
  public async close(): Promise<void> {
    this.closed = true;
    this.queue.splice(0).forEach((wake) => wake());
    await Promise.all([...this.processes].map((process) => process.end()));
  }

  private async acquire(): Promise<FunctionProcess | RuntimeFailure | undefined> {
    while (!this.closed && this.idle.size === 0 && this.processes.size >= this.props.maxProcesses) {
      await new Promise<void>((wake) => this.queue.push(wake));
    }
    if (this.closed) {
      return undefined;
    }
    const process = [...this.idle].find(({ isUsable }) => isUsable);
    if (!process) return this.tryStart();
    this.idle.delete(process);
    return process;
  }

  /** Most reasons why no process can be started are told later, by its end. Some are thrown: no memory is one. */
  private tryStart(): FunctionProcess | RuntimeFailure {
    try {
      return this.start();
    } catch (error) {
      return fatalFailure('Runtime.InvalidEntrypoint', `no process could be started: ${(error as Error).message}`);
    }
  }

  private async answer(process: FunctionProcess, invocation: Omit<Invocation, 'deadlineMs'>): Promise<FunctionAnswer> {
    const timeoutMs = this.model.timeoutSeconds * 1_000;
    const initialised = await within(Math.max(INIT_TIMEOUT_MS, timeoutMs), process.initialised);
    if (initialised === timedOut || initialised.type !== 'ready') {
      return initialised;
    }
    // the process has no other clock than the machine's
    return within(timeoutMs, process.invoke({ ...invocation, deadlineMs: systemClock.now() + timeoutMs }));
  }

  private start(): FunctionProcess {
    const { model, runtimes, credentials, environment: gateway, onLog } = this.props;
    const taskRoot = realPath(model.codeDirectory);
    const started = new FunctionProcess({
      taskRoot,
      launch: runtimes.launchOf(model),
      environment: functionEnvironment({ model, taskRoot, credentials, gateway, machine: process.env }),
      onLine: (line) => onLog({ functionName: model.name, ...line }),
    });
    this.processes.add(started);
    void started.ended.then(() => this.remove(started));
    return started;
  }

  private remove(process: FunctionProcess): void {
    this.processes.delete(process);
    this.idle.delete(process);
    this.wakeNext();
  }

  private wakeNext(): void {
    this.queue.shift()?.();
  }
}

/** Node names loaded modules by their real path; a folder that is missing is reported when the process starts. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
