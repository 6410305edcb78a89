import { execFileSync } from 'node:child_process';
import { inRoot } from '../repository';

/** The README that PyPI shows, its Python, and the keys of dictionaries in that. */
interface Shown {
  readonly markdown: string;
  readonly programs: string[];
  readonly keys: string[];
}

export function readmeOf(wheel: string): Shown {
  const script = inRoot('test/languages/python/readme_of_wheel.py');
  return JSON.parse(execFileSync('python3', [script, inRoot(wheel)], { encoding: 'utf8' })) as Shown;
}
