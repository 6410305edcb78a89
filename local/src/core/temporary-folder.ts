import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();

/** Makes a folder for what lives no longer than this process, however it ends short of being killed. */
export function makeTemporaryFolder(): string {
  if (made.size === 0) process.on('exit', removeAll);
  const folder = mkdtempSync(join(tmpdir(), 'apigw-local-'));
  made.add(folder);
  return folder;
}

export function removeTemporaryFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  made.delete(folder);
  if (made.size === 0) process.off('exit', removeAll);
}

function removeAll(): void {
  for (const folder of made) removeTemporaryFolder(folder);
}
