import { ResourceReader } from '../../assembly';
import { templateProblems } from '../../templates/template-problems';
import { selectionProblem } from '../selection-expression';

/** Mapping templates by their key; undefined when one is refused. */
export function readTemplates(resource: ResourceReader, property: string): Record<string, string> | undefined {
  const templates = resource.stringMap(property);
  const problems = Object.entries(templates).flatMap(([key, template]) =>
    [...templateProblems(template), ...parameterProblems(template)].map((problem) => ({ key, problem })),
  );
  for (const { key, problem } of problems) resource.refuse(problem, `${property}.${key}`);
  return problems.length > 0 ? undefined : templates;
}

/** The service's reference for WebSocket APIs has no parameters (W-25). */
function parameterProblems(template: string): string[] {
  return /\$!?\{?input\.params\b/.test(template) ? ['$input.params() is for REST APIs; map RequestParameters'] : [];
}

/** Whether the expression that chooses among the templates can be evaluated; a finding otherwise. */
export function hasKnownSelection(resource: ResourceReader): boolean {
  const problem = selectionProblem(resource.string('TemplateSelectionExpression') ?? '');
  if (problem) resource.refuse(problem, 'TemplateSelectionExpression');
  return problem === undefined;
}

/** Messages are text as it is: there is nothing to convert. */
export function hasTextContent(resource: ResourceReader): boolean {
  const handling = resource.string('ContentHandlingStrategy') ?? 'CONVERT_TO_TEXT';
  if (handling !== 'CONVERT_TO_TEXT') resource.refuse(`${handling} is not emulated`, 'ContentHandlingStrategy');
  return handling === 'CONVERT_TO_TEXT';
}
