import { FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** A synth writes many files; the last of them should be there before the assembly is read. */
const QUIET_MS = 300;

/** Calls back when the assembly has changed and been left alone for a moment. Returns what ends the watch. */
export function watchAssembly(directory: string, onChange: () => void): () => void {
  const assembly = resolve(directory);
  let timer: NodeJS.Timeout | undefined;
  let inside: FSWatcher | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  // a folder that was removed and made anew is another one, which only its parent tells
  const renew = (): void => {
    inside?.close();
    inside = tryWatch(assembly, changed);
  };
  renew();
  const outside = watch(dirname(assembly), (_, name) => {
    if (name === basename(assembly)) {
      renew();
      if (inside) changed();
    }
  });
  outside.on('error', () => undefined);
  return () => {
    clearTimeout(timer);
    inside?.close();
    outside.close();
  };
}

/** Undefined while the folder is gone: a synth may be about to make it again. */
function tryWatch(directory: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(directory, { recursive: true }, onChange).on('error', () => undefined);
  } catch {
    return undefined;
  }
}
