import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { ifThere } from '../core/if-there';
import { changedSources, Sources } from './sources';

/** Enough to see what went wrong. */
const LONGEST_OUTPUT = 20_000;
/** A command that writes something new beside the sources each time would never come to an end: such files are its own. */
const RUNS_OF_ITS_OWN = 5;

/**
 * Runs the user's command that makes the assembly, once at a time, until the sources are those that it began with: an edit
 * during a run has another one. So has what the command itself writes beside them, such as a compiler does, once.
 */
export class SynthRunner {
  private child?: ChildProcess;
  private current?: Promise<void>;
  private isAsked = false;
  private closed = false;
  /** As the last run has left them. */
  private known?: Sources;

  public constructor(
    private readonly command: string,
    /** What the sources are now. */
    private readonly sources: () => Sources,
    /** Gets what the command wrote. */
    private readonly onFailure: (output: string) => void,
  ) {}

  /** Runs it where the sources are others than the last run has left. */
  public request(): void {
    this.isAsked = true;
    this.current ??= this.runWhileAsked().finally(() => (this.current = undefined));
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

  private async runWhileAsked(): Promise<void> {
    while (this.isAsked && !this.closed) {
      this.isAsked = false;
      const isNews = !this.known || changedSources(this.known, this.sources()).length > 0;
      if (isNews) await this.runUntilSettled();
    }
  }

  private async runUntilSettled(): Promise<void> {
    let inEachRun: readonly string[] | undefined;
    for (let runs = 1; !this.closed; runs++) {
      const before = this.sources();
      await this.runAndTell();
      this.known = this.sources();
      const changed = changedSources(before, this.known);
      inEachRun = inEachRun?.filter((path) => changed.includes(path)) ?? changed;
      const isItsOwn = runs >= RUNS_OF_ITS_OWN && changed.length === inEachRun.length;
      if (changed.length === 0 || isItsOwn) return;
    }
  }

  private async runAndTell(): Promise<void> {
    const output = await this.run();
    if (output !== undefined && !this.closed) this.onFailure(output);
  }
}
