import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, run } from './run.mjs';

/** A Python with exactly these packages, in a folder of its own under `.cache`. Gives the path of its interpreter. */
export function pythonEnvironment(name, packages) {
  const folder = path.join('.cache', name);
  const python = path.join(ROOT, folder, 'bin', 'python');
  const stamp = path.join(ROOT, folder, 'installed');
  const wanted = packages.join('\n');
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== wanted) {
    console.log(`Installing ${packages.join(', ')} ...`);
    requirePython();
    run('python3', ['-m', 'venv', '--clear', folder]);
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
    fs.writeFileSync(stamp, wanted);
  }
  return python;
}

function requirePython() {
  try {
    run('python3', ['--version'], { stdio: 'ignore' });
  } catch {
    console.error('python3 is not installed, which this check needs');
    process.exit(1);
  }
}
