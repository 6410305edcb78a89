import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Beside src/ and dist/ alike. */
const FOLDER = join(__dirname, '../../inspector');
const FILES = [
  'index.html',
  'inspector.css',
  'icon.svg',
  'inspector.mjs',
  'overview.mjs',
  'request-list.mjs',
  'decisions.mjs',
  'elements.mjs',
];
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.mjs': 'text/javascript; charset=utf-8',
};

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

/** The page's files by the path that each is served at. */
export function readPageFiles(): ReadonlyMap<string, PageFile> {
  const files = FILES.map((name): [string, PageFile] => [
    name === 'index.html' ? '/' : `/${name}`,
    { type: TYPES[extname(name)]!, content: readFileSync(join(FOLDER, name)) },
  ]);
  return new Map(files);
}
