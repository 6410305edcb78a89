import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';
import { withOtherLanguages } from './blocks.mjs';
import { inEachLanguage, isProgram } from './programs.mjs';
import { compileSnippets } from './snippets.mjs';

/** Where TypeScript examples are, whose programs are shown in other languages too. */
export const TEXTS = ['README.md', 'docs/metering.md', 'docs/operation.md', 'docs/realtime.md'];

let compiled;

/** The text with its programs in every language. All texts are compiled at once, which is much faster than one by one. */
export async function inAllLanguages(text) {
  compiled ??= compileSnippets(TEXTS);
  const snippets = (await compiled).filter(({ file }) => file === text);
  const translatorOf = (source) => snippets.find((snippet) => snippet.source === source.trimEnd()).translator;
  return withOtherLanguages(fs.readFileSync(path.join(ROOT, text), 'utf8'), (source) =>
    isProgram(source) ? inEachLanguage(source, translatorOf(source)) : [],
  );
}
