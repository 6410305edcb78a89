import { shownPrograms, TEXTS } from '../docs/shown-programs';
import { templatesOf } from './run-programs';

const programs = TEXTS.flatMap(shownPrograms);
const SEVERAL_MINUTES = 900_000;

let inTypeScript: Map<string, unknown>;

beforeAll(async () => {
  inTypeScript = await templatesOf(programs, 'typescript');
}, SEVERAL_MINUTES);

// C# is not among them: nothing here compiles it
describe.each((process.env.LANGUAGE_TESTS ?? '').split(','))('programs of the README and of docs in %s', (language) => {
  let templates: Map<string, unknown>;

  beforeAll(async () => {
    templates = await templatesOf(programs, language);
  }, SEVERAL_MINUTES);

  it.each(programs.map(({ stack }) => stack))('%s makes the template that it makes in TypeScript', (stack) => {
    expect(templates.get(stack)).toEqual(inTypeScript.get(stack));
  });
});
