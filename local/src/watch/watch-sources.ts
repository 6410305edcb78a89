import { basename } from 'node:path';
import { PACKAGES_FOLDER } from '../functions/code-version';
import { FolderWatch } from './folder-watch';
import { watchProblem } from './watch-problem';

/** An editor writes a file in several steps. */
const QUIET_MS = 100;

/** Calls back when a source file of the app in a folder has changed. Returns what ends the watch. */
export function watchSources(
  folder: string,
  assembly: string,
  onChange: () => void,
  onProblem: (text: string) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watch = new FolderWatch({
    folder,
    isOfInterest: (name) => isSource(name) && name !== basename(assembly),
    isEntered: () => true,
    onChange: () => {
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    },
    onProblem: (path, error) => onProblem(watchProblem(path, error)),
  });
  return () => {
    clearTimeout(timer);
    watch.close();
  };
}

/** Neither packages, nor what tools keep for themselves, nor an assembly. */
function isSource(name: string): boolean {
  return name !== PACKAGES_FOLDER && name !== '__pycache__' && !name.startsWith('.') && !name.startsWith('cdk.out');
}
