import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, realpathSync, Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ifThere } from '../core/if-there';
import { PACKAGES_FOLDER } from '../functions/code-version';

/** Larger files are data: their size and time are enough. */
const LONGEST_SOURCE = 1_048_576;

/** What is in each source file of an app, by its path. */
export type Sources = ReadonlyMap<string, string>;

/** Neither packages, nor what tools keep for themselves, nor an assembly. */
export function isSource(name: string, assembly: string): boolean {
  return (
    name !== PACKAGES_FOLDER &&
    name !== '__pycache__' &&
    !name.startsWith('.') &&
    !name.startsWith('cdk.out') &&
    name !== basename(assembly)
  );
}

/** The sources in a folder as they are now. */
export function readSources(folder: string, assembly: string): Sources {
  const sources = new Map<string, string>();
  addSources(folder, assembly, sources, []);
  return sources;
}

/** The files that were written, made or removed in between. */
export function changedSources(before: Sources, after: Sources): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
}

/** Links are followed, unless they lead back to where they are. */
function addSources(folder: string, assembly: string, sources: Map<string, string>, within: readonly string[]): void {
  const place = ifThere(() => realpathSync(folder));
  if (place === undefined || within.includes(place)) return;
  const names = ifThere(() => readdirSync(folder)) ?? [];
  for (const name of names.filter((one) => isSource(one, assembly))) {
    const path = join(folder, name);
    const stats = ifThere(() => statSync(path));
    if (stats?.isDirectory()) addSources(path, assembly, sources, [...within, place]);
    else if (stats?.isFile()) sources.set(path, contentOf(path, stats));
  }
}

function contentOf(path: string, { size, mtimeMs }: Stats): string {
  if (size > LONGEST_SOURCE) return `${size} ${mtimeMs}`;
  return ifThere(() => createHash('sha1').update(readFileSync(path)).digest('hex')) ?? '';
}
