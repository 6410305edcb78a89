import { spawnSync } from 'node:child_process';
import { REQUEST } from './request';

export interface Rendering {
  readonly output?: string;
  /** Why there is no output. */
  readonly error?: string;
}

const MOST_OUTPUT = 64 * 1024 * 1024;

/** What Apache Velocity makes of templates, each rendered with the same request. */
export function renderInJava(templates: readonly string[]): Rendering[] {
  const classPath = process.env.VELOCITY_TESTS ?? '';
  const input = templates.map((template) => JSON.stringify({ ...REQUEST, template })).join('\n');
  const { stdout, stderr, status } = spawnSync('java', ['-cp', classPath, 'Render'], {
    input,
    encoding: 'utf8',
    maxBuffer: MOST_OUTPUT,
  });
  if (status !== 0) throw new Error(`java ended with ${status}:\n${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Rendering);
}
