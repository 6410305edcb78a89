import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../run.mjs';
import { withOtherLanguages } from './blocks.mjs';
import { inEachLanguage, isProgram } from './programs.mjs';
import { compileSnippets, refuseErrors } from './snippets.mjs';

/** Where TypeScript examples are, whose programs are shown in other languages too. */
export const TEXTS = ['README.md', 'docs/metering.md', 'docs/operation.md', 'docs/realtime.md'];

let compiled;

/** The text with its programs in every language. All texts are compiled at once: one by one takes much longer. */
export async function inAllLanguages(text) {
  compiled ??= compileSnippets(TEXTS);
  const snippets = (await compiled).filter(({ file }) => file === text);
  const programsOf = (source) => {
    if (!isProgram(source)) return [];
    const { translator } = snippets.find((snippet) => snippet.source === source.trimEnd());
    const programs = inEachLanguage(source, translator);
    refuseErrors(translator);
    return programs;
  };
  return withOtherLanguages(fs.readFileSync(path.join(ROOT, text), 'utf8'), programsOf);
}
