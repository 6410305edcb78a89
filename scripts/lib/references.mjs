import * as fs from 'node:fs';
import * as path from 'node:path';
import { extractExamples } from './extract-examples.mjs';
import { ROOT, run } from './run.mjs';

const FOLDER = path.join(ROOT, '.cache', 'references');

/** The reference of the API in each language, and where it is. */
export const REFERENCES = {
  'API.md': 'typescript',
  'docs/api/python.md': 'python',
  'docs/api/java.md': 'java',
  'docs/api/csharp.md': 'csharp',
  'docs/api/go.md': 'go',
};

let made;

/** Writes the reference of a language. All are made at once, which takes hardly longer than one. */
export async function writeReference(language, file) {
  made ??= makeReferences();
  await made;
  fs.copyFileSync(path.join(FOLDER, `reference.${language}.md`), file);
}

async function makeReferences() {
  // the translations of the examples, which would otherwise be made anew
  await extractExamples();
  fs.mkdirSync(FOLDER, { recursive: true });
  const languages = Object.values(REFERENCES).flatMap((language) => ['-l', language]);
  run('jsii-docgen', [...languages, '-o', path.join(FOLDER, 'reference')], { stdio: ['ignore', 'ignore', 'inherit'] });
}
