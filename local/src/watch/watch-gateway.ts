import { basename, dirname, resolve, sep } from 'node:path';
import { startStopwatch } from '../core/stopwatch';
import { BESIDE_THE_CODE, PACKAGES_FOLDER } from '../functions/code-version';
import { Gateway, Reload } from '../gateway/gateway';
import { FolderWatch } from './folder-watch';
import { synthState } from './synth-state';
import { watchProblem } from './watch-problem';

/** An editor writes a file in several steps, a compiler several files. */
const QUIET_MS = 50;
/** For a synth that does not tell when it is through. */
const LONG_QUIET_MS = 300;
/** Changes without end do not put it off any longer. */
const LONGEST_WAIT_MS = 1_000;

export interface WatchReporter {
  reloaded(gateway: Gateway, changes: Reload): void;
  reloadFailed(reason: string): void;
  warn(text: string): void;
}

/** Reloads the gateway when its assembly or the code of a function has changed. Returns what ends the watch. */
export function watchGateway(gateway: Gateway, assembly: string, reporter: WatchReporter): () => void {
  const watching = new GatewayWatch(gateway, assembly, reporter);
  return () => watching.close();
}

class GatewayWatch {
  private readonly assemblyWatch: FolderWatch;
  private readonly codeWatches = new Map<string, FolderWatch>();
  private timer?: NodeJS.Timeout;
  private waited?: () => number;
  private reloading?: Promise<void>;
  /** Whether code has changed that no synth writes. */
  private hasNewSource = false;
  private lastFailure?: string;
  private readonly told = new Set<string>();

  public constructor(
    private readonly gateway: Gateway,
    private readonly assembly: string,
    private readonly reporter: WatchReporter,
  ) {
    this.assemblyWatch = new FolderWatch({
      folder: assembly,
      // whoever reads an assembly says so in it
      isOfInterest: (name) => !name.startsWith('read.'),
      // the assembly of a CDK Stage; assets are watched where a function runs from them
      isEntered: (path) => !basename(path).startsWith('asset.'),
      onChange: () => this.wait(QUIET_MS),
      onProblem: this.tellProblem,
    });
    this.watchCode();
  }

  public close(): void {
    clearTimeout(this.timer);
    this.assemblyWatch.close();
    for (const watch of this.codeWatches.values()) watch.close();
  }

  private wait(milliseconds: number, next = () => this.changed()): void {
    this.waited ??= startStopwatch();
    if (this.waited() > LONGEST_WAIT_MS) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(next, milliseconds);
  }

  private changed(): void {
    this.waited = undefined;
    const state = synthState(this.assembly);
    if (state === 'unsure') this.wait(LONG_QUIET_MS, () => void this.reload(() => this.gateway.reload()));
    else if (state === 'complete') void this.reload(() => this.gateway.reload());
    // the end of a synth is a change, too; code in folders of the user's own need not wait for it
    else if (this.hasNewSource) void this.reload(() => this.gateway.reloadCode());
  }

  private async reload(read: () => Promise<Reload>): Promise<void> {
    this.waited = undefined;
    // what has changed since it read is for another time
    if (this.reloading) return this.wait(QUIET_MS);
    this.hasNewSource = false;
    this.reloading = this.reloadOnce(read);
    await this.reloading;
    this.reloading = undefined;
  }

  private async reloadOnce(read: () => Promise<Reload>): Promise<void> {
    try {
      const changes = await read();
      this.lastFailure = undefined;
      this.watchCode();
      if (changes.template || changes.functions.length > 0) this.reporter.reloaded(this.gateway, changes);
    } catch (error) {
      const { message } = error as Error;
      if (message !== this.lastFailure) this.reporter.reloadFailed(message);
      this.lastFailure = message;
    }
  }

  /** Folders that functions run from now, and no others. */
  private watchCode(): void {
    const folders = new Set(this.gateway.codeFolders);
    for (const [folder, watch] of this.codeWatches) {
      if (folders.has(folder)) continue;
      watch.close();
      this.codeWatches.delete(folder);
    }
    for (const folder of folders) {
      if (this.codeWatches.has(folder)) continue;
      this.codeWatches.set(folder, this.codeWatch(folder));
      // it may have changed since it was read
      this.wait(QUIET_MS);
    }
  }

  private codeWatch(folder: string): FolderWatch {
    const isSource = !resolve(folder).startsWith(resolve(this.assembly) + sep);
    return new FolderWatch({
      folder,
      isOfInterest: (name) => !BESIDE_THE_CODE.has(name),
      isEntered: (path) => basename(dirname(path)) !== PACKAGES_FOLDER,
      onChange: () => {
        this.hasNewSource ||= isSource;
        this.wait(QUIET_MS);
      },
      onProblem: this.tellProblem,
    });
  }

  /** One limit may be in the way of a thousand folders. */
  private readonly tellProblem = (path: string, error: NodeJS.ErrnoException): void => {
    const kind = error.code ?? path;
    if (!this.told.has(kind)) this.reporter.warn(watchProblem(path, error));
    this.told.add(kind);
  };
}
