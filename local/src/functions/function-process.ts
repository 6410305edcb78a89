import { ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import { FunctionLogLine } from './function-log';
import { LineSplitter } from './line-splitter';
import { watchMemory } from './memory-watch';
import { exitFailure } from './process-exit';
import { fatalFailure, Invocation, parseMessage, RuntimeMessage } from './runtime-message';
import { Launch } from './runtimes';

const TERMINATION_GRACE_MS = 1_000;
/** A function that writes without end and without a line break is not kept in memory. */
const LONGEST_LOG_LINE = 1_048_576;

export interface FunctionProcessProps {
  readonly taskRoot: string;
  readonly launch: Launch;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: Omit<FunctionLogLine, 'functionName'>) => void;
}

/** One execution environment of a function: a process that serves one invocation at a time. */
export class FunctionProcess {
  /** Settles when the process is gone; never rejects. */
  public readonly ended: Promise<void>;
  /** The first message: `ready`, or why the code did not load. */
  public readonly initialised: Promise<RuntimeMessage>;

  private readonly child: ChildProcess;
  private readonly output: readonly LineSplitter[];
  private receiver?: (message: RuntimeMessage) => void;
  private lastWord?: RuntimeMessage;
  private requestId?: string;

  public constructor(private readonly props: FunctionProcessProps) {
    this.child = spawn(props.launch.command, props.launch.args, {
      cwd: props.taskRoot,
      env: props.environment,
      // 3: invocations, 4: answers, 5: closes when the gateway is gone
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      // a group of its own, so that what the function starts ends with it, and Ctrl-C is the gateway's to handle
      detached: true,
    });
    this.output = (['stdout', 'stderr'] as const).map((stream) => {
      const onLine = (text: string) => props.onLine({ requestId: this.requestId, stream, text });
      return this.readLines(this.child[stream], onLine, LONGEST_LOG_LINE);
    });
    this.readLines(this.child.stdio[4] as Readable, (line) => this.deliver(parseMessage(line)));
    // a write to a process that has just ended: its exit tells the story
    this.child.stdio.forEach((stream) => stream?.on('error', () => undefined));
    this.ended = this.watchEnd(props.taskRoot);
    this.initialised = this.nextMessage();
  }

  public invoke(invocation: Invocation): Promise<RuntimeMessage> {
    this.requestId = invocation.requestId;
    const answer = this.nextMessage();
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(invocation)}\n`);
    return answer;
  }

  public kill(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): void {
    try {
      process.kill(-(this.child.pid as number), signal);
    } catch {
      // already gone
    }
  }

  /** Asks first, then insists. */
  public async end(): Promise<void> {
    this.kill('SIGTERM');
    const patience = new AbortController();
    const insist = wait(TERMINATION_GRACE_MS, undefined, { signal: patience.signal }).then(
      () => this.kill('SIGKILL'),
      () => undefined,
    );
    await this.ended;
    patience.abort();
    await insist;
  }

  private nextMessage(): Promise<RuntimeMessage> {
    const working = new AbortController();
    this.watchMemory(working.signal);
    return new Promise<RuntimeMessage>((resolve) => {
      if (this.lastWord) {
        resolve(this.lastWord);
      } else {
        this.receiver = resolve;
      }
    }).finally(() => working.abort());
  }

  private watchMemory(signal: AbortSignal): void {
    const { watchedMemoryMb } = this.props.launch;
    const { pid } = this.child;
    if (watchedMemoryMb === undefined || pid === undefined) return;
    void watchMemory({ pid, limitMb: watchedMemoryMb, onExcess: () => this.kill(), signal });
  }

  /** Waits one turn, in which everything that the function wrote before its answer is read too. */
  private deliver(message: RuntimeMessage): void {
    const receiver = this.receiver;
    this.receiver = undefined;
    setImmediate(() => {
      this.output.forEach((lines) => lines.flush());
      this.requestId = undefined;
      receiver?.(message);
    });
  }

  private watchEnd(taskRoot: string): Promise<void> {
    return new Promise((resolve) => {
      const end = (lastWord: RuntimeMessage) => {
        // not at once: the process may have answered just before it ended
        setImmediate(() => {
          this.kill();
          this.lastWord = lastWord;
          this.deliver(lastWord);
          resolve();
        });
      };
      this.child.once('exit', (code, signal) => end(exitFailure(code, signal)));
      this.child.once('error', (error) =>
        end(fatalFailure('Runtime.InvalidEntrypoint', `no process could be started in ${taskRoot}: ${error.message}`)),
      );
    });
  }

  private readLines(stream: Readable | null, onLine: (line: string) => void, longest?: number): LineSplitter {
    const lines = new LineSplitter(onLine, longest);
    stream?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    return lines;
  }
}
