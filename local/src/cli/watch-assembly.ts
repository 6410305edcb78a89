import { watch } from 'node:fs';

/** A synth writes many files; the last of them should be there before the assembly is read. */
const QUIET_MS = 300;

/** Calls back when the assembly has changed and been left alone for a moment. Returns what ends the watch. */
export function watchAssembly(directory: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(directory, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  });
  // a folder that vanishes during a synth is no reason to end the gateway
  watcher.on('error', () => undefined);
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
