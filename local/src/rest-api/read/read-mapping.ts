import { IntegrationResponseModel, MappingModel } from '../model';
import { javaRegex } from '../../templates/java-regex';
import { templateProblems } from '../../templates/template-problems';
import { BodyNode } from './body-node';

const PASSTHROUGH = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;
const CONTENT_HANDLING = ['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'] as const;

/** How an integration maps requests and responses (C-5, C-6). */
export function readMapping(node: BodyNode): MappingModel | undefined {
  const requestTemplates = readTemplates(node.get('requestTemplates'));
  const responses = node
    .get('responses')
    .entries()
    .map(([pattern, response]) => readResponse(pattern, response));
  if (!requestTemplates || !responses.every((response) => response !== undefined)) return undefined;
  return {
    requestParameters: node.get('requestParameters').texts(),
    requestTemplates,
    passthrough: node.get('passthroughBehavior').oneOf(PASSTHROUGH) ?? 'WHEN_NO_MATCH',
    contentHandling: node.get('contentHandling').oneOf(CONTENT_HANDLING),
    responses,
  };
}

function readResponse(pattern: string, node: BodyNode): IntegrationResponseModel | undefined {
  node.allow(['statusCode', 'responseParameters', 'responseTemplates', 'contentHandling']);
  const statusCode = node.get('statusCode').text();
  if (statusCode === undefined) return node.get('statusCode').refuse('is missing');
  const responseTemplates = readTemplates(node.get('responseTemplates'));
  const isDefault = pattern === 'default';
  if (!responseTemplates || (!isDefault && !isPattern(pattern, node))) return undefined;
  return {
    ...(!isDefault && { selectionPattern: pattern }),
    statusCode,
    responseParameters: node.get('responseParameters').texts(),
    responseTemplates,
    contentHandling: node.get('contentHandling').oneOf(CONTENT_HANDLING),
  };
}

function isPattern(pattern: string, node: BodyNode): boolean {
  try {
    javaRegex(pattern);
    return true;
  } catch (error) {
    node.refuse(`the pattern can't be evaluated: ${(error as Error).message}`);
    return false;
  }
}

function readTemplates(node: BodyNode): Record<string, string> | undefined {
  const problems = node
    .entries()
    .flatMap(([, template]) => templateProblems(template.text() ?? '').map((problem) => ({ template, problem })));
  for (const { template, problem } of problems) template.refuse(problem);
  return problems.length > 0 ? undefined : node.texts();
}
