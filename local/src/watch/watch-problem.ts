import { readFileSync } from 'node:fs';
import { ifThere } from '../core/if-there';

const LIMIT = '/proc/sys/fs/inotify/max_user_watches';

/** What to tell the user about something that can't be watched. */
export function watchProblem(path: string, error: NodeJS.ErrnoException): string {
  if (error.code !== 'ENOSPC') return `${path} can not be watched: ${error.message}`;
  const limit = ifThere(() => readFileSync(LIMIT, 'utf8').trim()) ?? 'a limited number of';
  return (
    `${path} can not be watched: this machine lets you watch ${limit} folders and files, and all are taken; ` +
    'raise that with `sudo sysctl fs.inotify.max_user_watches=524288`, and start again'
  );
}
