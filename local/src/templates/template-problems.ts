import { isKnownMethod } from './java/methods';
import { parseJsonPath } from './json-path';
import { TemplateInput } from './template-input';
import { TemplateUtil } from './template-util';
import { ForeachScope } from './velocity/foreach-scope';
import { parseTemplate } from './velocity/parse-template';
import { Expression, PathPart, Reference } from './velocity/syntax';
import { UnsupportedDirective } from './velocity/unsupported-directive';
import { referencesIn } from './velocity/references-in';

/** */
const LONGEST_TEMPLATE = 300 * 1024;

/** What a template says that would not be rendered as the service does. Refused at start, by name. */
export function templateProblems(template: string): string[] {
  if (Buffer.byteLength(template) > LONGEST_TEMPLATE) return ['the template is over 300 KB'];
  try {
    return [...new Set(referencesIn(parseTemplate(template)).flatMap(referenceProblems))];
  } catch (error) {
    const { message } = error as Error;
    return [error instanceof UnsupportedDirective ? message : `is no Velocity template: ${message}`];
  }
}

function referenceProblems(reference: Reference): string[] {
  return reference.path.flatMap((part, index) => partProblems(reference, part, index));
}

function partProblems({ root }: Reference, part: PathPart, index: number): string[] {
  // a class of Java at AWS, also where a map has such a member
  if (part.kind === 'property') return part.name === 'class' ? [`$${root}….class is not emulated`] : [];
  if (part.kind !== 'method') return [];
  const isKnown = index === 0 && root in OBJECTS ? OBJECTS[root]?.includes(part.name) : isKnownMethod(part.name);
  if (!isKnown) return [`$${root}…${part.name}() is not emulated`];
  const [argument] = part.parameters;
  const takesPath = root === 'input' && index === 0 && part.name !== 'params';
  const path = takesPath && argument ? constantText(argument) : undefined;
  return path !== undefined && !parseJsonPath(path) ? [`the JSON path ${path} is not emulated`] : [];
}

/** What an expression is whatever the request; undefined where that depends. */
function constantText(expression: Expression): string | undefined {
  if (expression.kind === 'literal') return String(expression.value);
  if (expression.kind !== 'interpolated') return undefined;
  const texts = expression.body.map((statement) => (statement.kind === 'text' ? statement.text : undefined));
  return texts.includes(undefined) ? undefined : texts.join('');
}

const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  foreach: [...ForeachScope.METHODS.keys()],
  input: TemplateInput.METHODS,
  util: TemplateUtil.METHODS,
};
