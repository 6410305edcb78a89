import { existsSync, FSWatcher, lstatSync, readdirSync, realpathSync, statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { ifThere } from '../core/if-there';

export interface FolderWatchProps {
  /** It may be gone, and come back, at any time. */
  readonly folder: string;
  /** Whether a folder or file of that name matters. */
  readonly isOfInterest: (name: string) => boolean;
  /** Whether what is inside of that folder matters, too. */
  readonly isEntered: (path: string) => boolean;
  readonly onChange: () => void;
  /** Something can't be watched: what, and why. */
  readonly onProblem: (path: string, error: NodeJS.ErrnoException) => void;
  /** @default - that of Node.js */
  readonly watch?: typeof watch;
}

/**
 * Tells that something in a folder and the folders in it has changed. Node's own recursive watch has a watcher for every
 * file on Linux, and enters what is of no interest; here it is one for a folder.
 */
export class FolderWatch {
  private readonly root: string;
  private readonly watchers = new Map<string, FSWatcher>();
  private above?: FSWatcher;

  public constructor(private readonly props: FolderWatchProps) {
    this.root = resolve(props.folder);
    this.renew();
  }

  public close(): void {
    this.above?.close();
    this.forget(this.root);
  }

  /** A folder that was removed and made anew is another one, which only what is above it tells. */
  private renew(): void {
    this.close();
    this.watchAbove();
    this.enter(this.root, []);
  }

  private watchAbove(): void {
    let folder = dirname(this.root);
    while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
    const next = this.root.slice(folder.length).split(sep).find(Boolean);
    this.above = this.watch(folder, (type, name) => {
      if (type !== 'rename' || (name !== next && name !== basename(folder))) return;
      this.renew();
      this.props.onChange();
    });
  }

  /** Links are followed, unless they lead back to where they are. */
  private enter(folder: string, within: readonly string[]): void {
    const place = placeOf(folder);
    if (place === undefined || within.includes(place)) return;
    const watcher = this.watch(folder, (type, name) => {
      if (name !== null && !this.props.isOfInterest(name)) return;
      if (type === 'rename' && name !== null) this.reenter(join(folder, name), [...within, place]);
      this.props.onChange();
    });
    if (!watcher) return;
    this.watchers.set(folder, watcher);
    for (const name of namesIn(folder)) this.enterEntry(join(folder, name), [...within, place]);
  }

  private reenter(path: string, within: readonly string[]): void {
    this.forget(path);
    this.enterEntry(path, within);
  }

  private enterEntry(path: string, within: readonly string[]): void {
    const name = basename(path);
    if (!this.props.isOfInterest(name)) return;
    if (isFolder(path)) {
      if (this.props.isEntered(path)) this.enter(path, within);
    } else if (isLink(path)) {
      this.watchLinkedFile(path);
    }
  }

  /** Its own folder tells nothing of what it leads to. */
  private watchLinkedFile(path: string): void {
    const place = placeOf(path);
    if (place === undefined) return;
    const watcher = this.watch(dirname(place), (_, name) => {
      if (name === basename(place)) this.props.onChange();
    });
    if (watcher) this.watchers.set(path, watcher);
  }

  private forget(path: string): void {
    for (const [watched, watcher] of this.watchers) {
      if (watched !== path && !watched.startsWith(path + sep)) continue;
      watcher.close();
      this.watchers.delete(watched);
    }
  }

  private watch(folder: string, listener: (type: string, name: string | null) => void): FSWatcher | undefined {
    const { watch: start = watch, onProblem } = this.props;
    try {
      // a folder that is removed tells so as a change above it
      return start(folder, { persistent: false }, listener).on('error', () => undefined);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // gone since it was looked at
      if (code !== 'ENOENT' && code !== 'ENOTDIR') onProblem(folder, error as NodeJS.ErrnoException);
      return undefined;
    }
  }
}

function placeOf(path: string): string | undefined {
  return ifThere(() => realpathSync(path));
}

function isFolder(path: string): boolean {
  return ifThere(() => statSync(path).isDirectory()) ?? false;
}

function isLink(path: string): boolean {
  return ifThere(() => lstatSync(path).isSymbolicLink()) ?? false;
}

function namesIn(folder: string): string[] {
  return ifThere(() => readdirSync(folder)) ?? [];
}
