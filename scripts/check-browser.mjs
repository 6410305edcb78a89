import * as fs from 'node:fs';
import { run } from './lib/run.mjs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// on a fresh Debian machine; elsewhere CHROMIUM names the browser
if (!fs.existsSync(CHROMIUM)) {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  const aptGet = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-q', '-y', ...args];
    run(command, rest);
  };
  aptGet('update');
  aptGet('install', '--no-install-recommends', 'chromium');
}
run(process.execPath, ['scripts/test.mjs', '--selectProjects', 'browser'], { env: { BROWSER_TESTS: '1', CHROMIUM } });
