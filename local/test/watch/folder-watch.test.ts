import { mkdirSync, renameSync, rmSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FolderWatch, FolderWatchProps } from '../../src/watch/folder-watch';
import { watchProblem } from '../../src/watch/watch-problem';
import { cleanUp, temporaryFolder } from '../functions/function-fixture';
import { until } from '../support/until';

let top: string;
let code: string;
let changes: number;
let started: FolderWatch | undefined;
const problems: string[] = [];

beforeEach(() => {
  top = temporaryFolder({ 'app/code/index.js': '1', 'app/code/lib/helper.js': '1', 'shared/tool.js': '1' });
  code = join(top, 'app/code');
  changes = 0;
  problems.length = 0;
});
afterEach(async () => {
  started?.close();
  await cleanUp();
});

function start(props: Partial<FolderWatchProps> = {}): void {
  started = new FolderWatch({
    folder: code,
    isOfInterest: (name) => name !== '.git',
    isEntered: (path) => !path.includes('node_modules/'),
    onChange: () => (changes += 1),
    onProblem: (path, error) => problems.push(watchProblem(path, error)),
    ...props,
  });
}

const write = (path: string, text = String(Math.random())) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};

/** Does something, and waits until it was told. */
async function told(act: () => void): Promise<void> {
  await settled();
  const before = changes;
  act();
  await until(() => changes > before);
}

/** Events of what was done before have come when that of a later change has. */
async function settled(): Promise<void> {
  for (let last = -1; last !== changes;) {
    last = changes;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

it('tells of a file that is written, in the folder and below', async () => {
  start();
  await told(() => write('app/code/index.js'));
  await told(() => write('app/code/lib/helper.js'));
});

it('tells of a file that is saved by way of another one, again and again', async () => {
  start();
  for (let round = 0; round < 3; round++) {
    await told(() => {
      write('app/code/lib/.helper.js.tmp');
      renameSync(join(code, 'lib/.helper.js.tmp'), join(code, 'lib/helper.js'));
    });
  }
});

it('tells of what happens in folders that were made later', async () => {
  start();
  await told(() => write('app/code/new/deep/index.js'));
  await told(() => write('app/code/new/deep/index.js'));
  await told(() => rmSync(join(code, 'new/deep'), { recursive: true }));
  await told(() => write('app/code/new/deep/index.js'));
  await told(() => write('app/code/new/deep/index.js'));
});

it.each(['app/code', 'app'])('goes on when %s is removed and made anew, or replaced by another one', async (gone) => {
  start();
  await told(() => rmSync(join(top, gone), { recursive: true }));
  await told(() => write('app/code/index.js'));
  await told(() => write('app/code/index.js'));
  await told(() => {
    renameSync(join(top, gone), join(top, 'away'));
    write('app/code/index.js');
  });
  await told(() => write('app/code/index.js'));
});

it('waits for a folder that is not there yet', async () => {
  start({ folder: join(top, 'later/deep/code') });
  await told(() => write('later/deep/code/index.js'));
  await told(() => write('later/deep/code/index.js'));
});

it('follows links, of the folder itself and in it, and is not led in circles', async () => {
  symlinkSync(code, join(top, 'link'));
  symlinkSync(join(top, 'shared'), join(code, 'shared'));
  symlinkSync(code, join(code, 'lib/again'));
  start({ folder: join(top, 'link') });
  await told(() => write('app/code/index.js'));
  await told(() => write('shared/tool.js'));
});

it('follows the link of a single file', async () => {
  symlinkSync(join(top, 'shared/tool.js'), join(code, 'tool.js'));
  start();
  await told(() => write('shared/tool.js'));
  await told(() => {
    write('shared/tool.tmp');
    renameSync(join(top, 'shared/tool.tmp'), join(top, 'shared/tool.js'));
  });
  await told(() => write('shared/tool.js'));
});

it('tells nothing of what is not entered or of no interest, but that a package was installed', async () => {
  write('app/code/node_modules/package/index.js');
  write('app/code/.git/index');
  start();
  await settled();
  write('app/code/node_modules/package/index.js');
  write('app/code/.git/index');
  await settled();
  expect(changes).toBe(0);
  await told(() => write('app/code/node_modules/.package-lock.json'));
});

it('has one watcher for each folder, however many files there are', async () => {
  for (let index = 0; index < 5_000; index++) write(`app/code/part-${index % 50}/file-${index}.js`);
  const starts = jest.fn(watch);
  start({ watch: starts as never });
  // the folder above, the folder itself, lib and the fifty
  expect(starts).toHaveBeenCalledTimes(53);
  await told(() => write('app/code/part-7/file-4957.js'));
});

it('says what to do when the machine lets nobody watch any more', () => {
  const full = (() => {
    throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
  }) as never;
  start({ watch: full });
  expect(problems.at(-1)).toMatch(
    new RegExp(`^${code} can not be watched: .* raise that with \`sudo sysctl fs.inotify.max_user_watches=`),
  );
});

it('is silent once it is closed', async () => {
  start();
  started!.close();
  write('app/code/index.js');
  rmSync(join(top, 'app'), { recursive: true });
  write('app/code/index.js');
  await settled();
  expect(changes).toBe(0);
});
