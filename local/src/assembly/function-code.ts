import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeTemporaryFolder, removeTemporaryFolder } from '../core/temporary-folder';
import { fingerprint } from './fingerprint';

/** Where inline code lives while the gateway runs. */
export class InlineCodeFolder {
  private root?: string;

  /** Writes the source where Lambda would have it, and says which folder that is. */
  public write(functionArn: string, runtime: string, source: string): string {
    this.root ??= makeTemporaryFolder();
    // the source is part of the name so that a reload never changes a file under a running function
    const directory = join(this.root, fingerprint(`${functionArn}\n${source}`, 16));
    // of an earlier reading: written anew, it would look changed
    if (existsSync(directory)) return directory;
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, runtime.startsWith('python') ? 'index.py' : 'index.js'), source);
    return directory;
  }

  public holds(directory: string): boolean {
    return this.root !== undefined && dirname(directory) === this.root;
  }

  public remove(): void {
    if (this.root) removeTemporaryFolder(this.root);
    this.root = undefined;
  }
}
