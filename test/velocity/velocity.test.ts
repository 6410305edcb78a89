import { templateProblems } from '../../local/src/templates/template-problems';
import { DIFFERENCES, REFUSED } from './differences';
import { generatedTemplates } from './generated-templates';
import { renderInJava } from './java-velocity';
import { renderHere } from './render-here';
import { TEMPLATES } from './templates';

const GENERATED = 600;

const templates = [...TEMPLATES, ...generatedTemplates(GENERATED)];
const inJava = renderInJava(templates);

it.each(templates.map((template, index) => ({ template, expected: inJava[index] })))(
  'as in Java: $template',
  ({ template, expected }) => {
    const here = renderHere(template);
    // texts of errors are nobody's output
    if (expected?.error === undefined) expect(here).toEqual(expected);
    else expect(here).toHaveProperty('error');
  },
);

describe('what the comparison is about', () => {
  it('is rendered by most templates', () => {
    expect(inJava.filter(({ output }) => output !== undefined && output !== '').length).toBeGreaterThan(300);
  });

  it('is not refused at start, unless Java can not read it either', () => {
    const isUnknownMethod = (problem: string): boolean => problem.endsWith('() is not emulated');
    const refused = templates.filter((template, index) => {
      const problems = templateProblems(template).filter((problem) => !isUnknownMethod(problem));
      return inJava[index]?.output !== undefined && problems.length > 0;
    });
    expect(refused).toEqual([]);
  });
});

it.each(REFUSED)('refused at start: %s', (template) => {
  expect(templateProblems(template)).toHaveLength(1);
});

it.each(DIFFERENCES)('$rule: $template', ({ template, java, service }) => {
  expect(renderInJava([template])[0]?.output).toBe(java);
  expect(renderHere(template).output).toBe(service);
});
