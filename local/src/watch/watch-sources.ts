import { FolderWatch } from './folder-watch';
import { isSource } from './sources';
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
    isOfInterest: (name) => isSource(name, assembly),
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
