import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { text } from 'node:stream/consumers';
import { inRoot } from '../repository';

/** Those that the command was told, or all. */
export const LANGUAGES = process.env.LANGUAGE_TESTS!.split(',');

const java = (main: string): string[] => {
  const target = inRoot('.cache/languages/java');
  return ['java', '-cp', [`${target}/classes`, `${target}/lib/*`].join(path.delimiter), `example.${main}`];
};
const python = (file: string): string[] => [inRoot('.cache/languages/python/bin/python'), `python/${file}`];
const go = (program: string): string[] => [inRoot('.cache/go/bin', program)];

const APPS: Record<string, string[]> = {
  typescript: [process.execPath, '--import', 'tsx', inRoot('.cache/languages/typescript/app.ts')],
  python: python('app.py'),
  java: java('ShopApp'),
  go: go('app'),
};

const MISTAKES: Record<string, string[]> = {
  python: python('mistakes.py'),
  java: java('Mistakes'),
  go: go('mistakes'),
};

export interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs the app of a language, which leaves its assembly in the folder. */
export function synthesize(language: string, outdir: string): Promise<Ended> {
  return ended(language, APPS[language], outdir);
}

/** Runs the program that makes a mistake. */
export function mistake(language: string, name: string, outdir: string): Promise<Ended> {
  return ended(language, [...MISTAKES[language], name], outdir);
}

async function ended(language: string, [command, ...args]: string[], outdir: string): Promise<Ended> {
  // jsii keeps the packages that it unpacks there, and two programs that unpack at once are in each other's way
  const home = inRoot('.cache/languages/home', language);
  fs.mkdirSync(home, { recursive: true });
  const child = spawn(command, args, {
    // assets are named relative to it
    cwd: inRoot('test/languages'),
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      CDK_OUTDIR: outdir,
      PYTHONDONTWRITEBYTECODE: '1',
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    },
  });
  const [exited, stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
  return { status: exited[0] as number | null, stderr };
}
