import { createHash, Hash } from 'node:crypto';
import { Dirent, readdirSync, realpathSync, Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ifThere } from '../core/if-there';

/** What installs packages writes here last, so that the many files of the packages need not be looked at. */
export const PACKAGES_FOLDER = 'node_modules';
/** Made by running the code or by working on it: no part of it. */
export const BESIDE_THE_CODE: ReadonlySet<string> = new Set(['.git', '__pycache__', 'cdk.out']);

/**
 * A text that is another one once a file of the folder has changed: by its name, size, time or place on the disk. Of
 * installed packages only the folders themselves count.
 */
export function codeVersion(folder: string): string {
  const hash = createHash('sha1');
  addFolder(folder, hash, new Set());
  return hash.digest('hex');
}

function addFolder(folder: string, hash: Hash, visited: Set<string>): void {
  // a link may lead back to a folder that it is in
  const place = ifThere(() => realpathSync(folder));
  if (place === undefined || visited.has(place)) return;
  visited.add(place);
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    const stats = ifThere(() => statSync(path));
    if (!stats || BESIDE_THE_CODE.has(entry.name)) continue;
    hash.update(`${path}\n${identityOf(stats)}\n`);
    if (stats.isDirectory() && basename(folder) !== PACKAGES_FOLDER) addFolder(path, hash, visited);
  }
}

function entriesOf(folder: string): Dirent[] {
  const entries = ifThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The time of a folder tells of files that are no part of the code, too. */
function identityOf(stats: Stats): string {
  return stats.isDirectory() ? `folder` : [stats.ino, stats.size, stats.mtimeMs].join();
}
