import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { inRoot } from '../repository';

export interface Packed {
  /** Path of the tarball. */
  readonly tarball: string;
  /** What is in it, in order. */
  readonly files: string[];
}

/** An empty folder outside the repository, so that Node finds none of its packages by accident. */
export function temporaryFolder(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-apigateway-patterns-package-')));
}

/** Runs npm and gives what it prints. */
export function npm(cwd: string, args: string[]): string {
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Packs what the last build made. */
export function pack(into: string): Packed {
  const [{ filename, files }] = JSON.parse(npm(inRoot(), ['pack', '--json', '--pack-destination', into])) as [
    { filename: string; files: { path: string }[] },
  ];
  return { tarball: path.join(into, filename), files: files.map((file) => file.path).sort() };
}
