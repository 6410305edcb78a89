import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from './run.mjs';

/**
 * Does something unless it was done before with the same inputs and its outputs are still there.
 *
 * @param stamp where the inputs' hash is kept, relative to the top
 * @param inputs files and folders, relative to the top
 * @param ignore tells inputs that do not count
 */
export async function unlessUnchanged({ stamp, inputs, outputs, ignore = () => false }, action) {
  const file = path.join(ROOT, stamp);
  const hash = hashOf(inputs, ignore);
  const isDone = readOr(file, '') === hash && outputs.every((output) => fs.existsSync(path.join(ROOT, output)));
  if (isDone) return;
  await action();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, hash);
}

/** The same for the same files with the same content, and the same version of Node. */
export function hashOf(inputs, ignore = () => false) {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs
    .flatMap(filesIn)
    .filter((candidate) => !ignore(candidate))
    .sort()) {
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(input) {
  const full = path.join(ROOT, input);
  if (!fs.existsSync(full)) return [];
  if (fs.statSync(full).isFile()) return [input];
  return fs
    .readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'cdk.out')
    .flatMap((entry) => filesIn(path.join(input, entry.name)));
}

function readOr(file, otherwise) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : otherwise;
}
