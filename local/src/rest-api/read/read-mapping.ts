import { PropertyNode } from '../../assembly/property-node';
import { javaRegex } from '../../templates/java/regex';
import { templateProblems } from '../../templates/template-problems';
import { IntegrationResponseModel, MappingModel } from '../model';
import { MappingSource, ResponseSource } from './integration-source';

const PASSTHROUGH = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
const CONTENT_HANDLING = ['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'] as const;

/** How an integration maps requests and responses (C-5, C-6). */
export function readMapping(source: MappingSource): MappingModel | undefined {
  const requestTemplates = readTemplates(source.requestTemplates);
  const responses = source.responses.map(readResponse);
  if (!requestTemplates || !responses.every((response) => response !== undefined)) return undefined;
  return {
    requestParameters: source.requestParameters.texts(),
    requestTemplates,
    passthrough: source.passthroughBehavior.oneOf(PASSTHROUGH) ?? 'WHEN_NO_MATCH',
    contentHandling: source.contentHandling.oneOf(CONTENT_HANDLING),
    responses,
  };
}

function readResponse(source: ResponseSource): IntegrationResponseModel | undefined {
  const statusCode = source.statusCode.text();
  if (statusCode === undefined) return source.statusCode.refuse('is missing');
  const responseTemplates = readTemplates(source.responseTemplates);
  // an empty one is none: the default response
  const selectionPattern = source.selectionPattern.text() || undefined;
  if (!responseTemplates || !isPattern(selectionPattern, source.selectionPattern)) return undefined;
  return {
    ...(selectionPattern !== undefined && { selectionPattern }),
    statusCode,
    responseParameters: source.responseParameters.texts(),
    responseTemplates,
    contentHandling: source.contentHandling.oneOf(CONTENT_HANDLING),
  };
}

function isPattern(pattern: string | undefined, node: PropertyNode): boolean {
  try {
    if (pattern !== undefined) javaRegex(pattern);
    return true;
  } catch (error) {
    node.refuse(`the pattern can't be evaluated: ${(error as Error).message}`);
    return false;
  }
}

function readTemplates(node: PropertyNode): Record<string, string> | undefined {
  const problems = node
    .entries()
    .flatMap(([, template]) => templateProblems(template.text() ?? '').map((problem) => ({ template, problem })));
  for (const { template, problem } of problems) template.refuse(problem);
  return problems.length > 0 ? undefined : node.texts();
}
