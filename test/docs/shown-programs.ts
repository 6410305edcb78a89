import { read } from '../repository';

/** Texts whose programs are shown in other languages too. */
export const TEXTS = ['README.md', 'docs/metering.md', 'docs/operation.md', 'docs/realtime.md'];

export interface ShownFile {
  readonly file: string;
  readonly code: string;
}

/** A program as its readers copy it, in TypeScript and, folded up below it, in other languages. */
export interface ShownProgram {
  readonly stack: string;
  readonly files: Readonly<Record<string, ShownFile>>;
}

const PROGRAM = /^```ts nofixture\n(.*?)^```\n(?:\n<!-- begin.*?-->\n(.*?)^<!-- end -->$)?/gms;
const FOLDED = /^<details>\n<summary>[^<]*<code>([^<]+)<\/code><\/summary>\n\n```(\w+)\n(.*?)^```\n\n<\/details>$/gms;

export const shownPrograms = (text: string): ShownProgram[] =>
  [...read(text).matchAll(PROGRAM)].map(([, typescript, folded = '']) => ({
    stack: /^export class (\w+)/m.exec(typescript)?.[1] ?? '',
    files: {
      typescript: { file: 'app.ts', code: typescript },
      ...Object.fromEntries([...folded.matchAll(FOLDED)].map(([, file, language, code]) => [language, { file, code }])),
    },
  }));
