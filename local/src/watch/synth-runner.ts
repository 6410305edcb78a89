import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ifThere } from '../core/if-there';

/** Enough to see what went wrong. */
const LONGEST_OUTPUT = 20_000;
/** What the command has written is told as a change a little later. */
const AFTERMATH_MS = 300;

/**
 * Runs the user's command that makes the assembly, once at a time. Changes during a run ask for one more. Those during that
 * one don't: a command that writes beside the sources, such as a compiler, would never come to an end.
 */
export class SynthRunner {
  private child?: ChildProcess;
  private current?: Promise<void>;
  private isAskedAgain = false;
  private closed = false;

  public constructor(
    private readonly command: string,
    /** Gets what the command wrote. */
    private readonly onFailure: (output: string) => void,
  ) {}

  /** Runs it now, or once more after the run that is under way. */
  public request(): void {
    if (this.current) this.isAskedAgain = true;
    else this.current = this.runTwice().finally(() => (this.current = undefined));
  }

  /** One run; what the command wrote when it failed. */
  public async run(): Promise<string | undefined> {
    let output = '';
    const add = (text: string): void => void (output = (output + text).slice(-LONGEST_OUTPUT));
    // a group of its own, so that it can be ended with all that it starts
    const child = spawn(this.command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    const end = (): void => this.end();
    process.once('exit', end);
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', add);
    const [code] = (await once(child, 'close')) as [number | null];
    this.child = undefined;
    process.off('exit', end);
    return code === 0 ? undefined : output;
  }

  public close(): void {
    this.closed = true;
    this.end();
  }

  private end(): void {
    const { pid } = this.child ?? {};
    // it may just have ended by itself
    if (pid !== undefined) ifThere(() => process.kill(-pid, 'SIGTERM'));
  }

  private async runTwice(): Promise<void> {
    await this.runAndTell();
    if (!this.isAskedAgain || this.closed) return;
    await this.runAndTell();
    this.isAskedAgain = false;
  }

  private async runAndTell(): Promise<void> {
    const output = await this.run();
    if (this.closed) return;
    if (output !== undefined) this.onFailure(output);
    await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
  }
}
