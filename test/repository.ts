import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/** Absolute path of a file or folder of the repository; the top where none is named. */
export const inRoot = (...segments: string[]): string => path.join(root, ...segments);

export const read = (file: string): string => fs.readFileSync(inRoot(file), 'utf8');

export const exists = (file: string): boolean => fs.existsSync(inRoot(file));

/** Files that Git keeps or would keep, relative to the top. */
export function repositoryFiles(...patterns: string[]): string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0');
  return listed.filter((file) => file !== '' && exists(file));
}

/** Files under a folder, ignored ones too, relative to the folder and in order. */
export function filesUnder(folder: string): string[] {
  return fs
    .readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inRoot(folder), path.join(entry.parentPath, entry.name)))
    .sort();
}

/** TypeScript sources under a folder, without their extension. */
export function modulesUnder(folder: string): string[] {
  return filesUnder(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
}
