import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';

import { within } from './deadline';
import { FunctionLogLine } from './function-log';
import { failureLines } from './failure-lines';
import { LineSplitter } from './line-splitter';
import { watchMemory } from './memory-watch';
import { exitFailure } from './process-exit';
import { fatalFailure, Invocation, parseMessage, RuntimeMessage } from './runtime-message';
import { Launch } from './runtimes';

const TERMINATION_GRACE_MS = 1_000;
/** How long what an ended process wrote is waited for, where something that it started keeps its pipes open. */
const LAST_WORDS_MS = 500;
/** A function that writes without end and without a line break is not kept in memory. */
const LONGEST_LOG_LINE = 1_048_576;
/** Room for 6 MB of which every character is escaped; only code that writes to the pipe itself needs more. */
const LONGEST_ANSWER = 64 * 1_048_576;

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
  private failed = false;

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
    // absent when no process could be started for want of descriptors
    const pipes: typeof this.child.stdio | undefined = this.child.stdio;
    const answers = (pipes?.[4] ?? null) as Readable | null;
    this.readLines(answers, (line) => this.hear(parseMessage(line)), LONGEST_ANSWER);
    // a write to a process that has just ended: its exit tells the story
    pipes?.forEach((stream) => stream?.on('error', () => undefined));
    // a function that has closed its side can neither be asked nor answer any more; most often it is just about to end
    for (const pipe of [pipes?.[3], answers]) pipe?.once('close', () => this.killLater());
    this.ended = this.watchEnd(props.taskRoot);
    this.initialised = this.nextMessage();
  }

  /** Whether it can be asked, as far as is known. */
  public get isUsable(): boolean {
    return !this.failed && this.child.exitCode === null && this.child.signalCode === null;
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
    this.killLater();
    await this.ended;
  }

  /** Leaves it the time to end by itself. */
  private killLater(): void {
    const timer = setTimeout(() => this.kill(), TERMINATION_GRACE_MS);
    void this.ended.then(() => clearTimeout(timer));
  }

  private nextMessage(): Promise<RuntimeMessage> {
    const endWatch = this.watchMemory();
    return new Promise<RuntimeMessage>((resolve) => {
      if (this.lastWord) {
        resolve(this.lastWord);
      } else {
        this.receiver = resolve;
      }
    }).finally(endWatch);
  }

  private watchMemory(): () => void {
    const { pid } = this.child;
    if (pid === undefined) return () => undefined;
    return watchMemory({ pid, limitMb: this.props.launch.watchedMemoryMb, onExcess: () => this.kill() });
  }

  /** Whatever goes wrong between two invocations is nobody's answer, but for the log. */
  private hear(message: RuntimeMessage): void {
    if (!this.receiver && message.type === 'error') {
      this.failed = true;
      for (const text of failureLines(message)) this.props.onLine({ stream: 'stderr', text });
    }
    this.deliver(message);
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
        this.lastWord = lastWord;
        this.deliver(lastWord);
        resolve();
      };
      this.child.once('exit', (code, signal) => {
        // what it started ends as well, and holds its pipes no longer
        this.kill();
        // not at once: what it wrote before it ended may still be in them
        void within(LAST_WORDS_MS, once(this.child, 'close')).then(() => end(exitFailure(code, signal)));
      });
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
