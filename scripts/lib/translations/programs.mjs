import { LANGUAGES } from './frames.mjs';

// rosetta keeps comments: this one tells the stack from what a program does with it
const BOUNDARY = 'what the program does';
const MAIN = /\n(?=const app = new App\(\);\n)/;

/** A TypeScript example that is a whole program: it imports what it uses and makes an app. */
export function isProgram(source) {
  return MAIN.test(source);
}

/** What rosetta is to translate for a program. */
export function withBoundary(source) {
  return source.replace(MAIN, `\n// ${BOUNDARY}\n\n`);
}

/** The program in each language, as the file that a reader would put it into. */
export function inEachLanguage(source, translator) {
  const [, stack] = /^export class (\w+) extends Stack /m.exec(source);
  return LANGUAGES.map(({ name, fence, fileOf, visitor: newVisitor, frame }) => {
    const visitor = newVisitor();
    const [declarations, main] = tidy(translator.renderUsing(visitor)).split(new RegExp(`\\n\\S+ ${BOUNDARY}\\n`));
    return {
      name,
      fence,
      file: fileOf(stack),
      code: frame({ stack, declarations: declarations.trim(), main: main.trim() }, visitor),
    };
  });
}

function tidy(code) {
  return code.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');
}
