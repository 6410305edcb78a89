import { ResourceReader } from '../../assembly';
import { parameterProblem } from '../mapping/request-parameters';
import { IntegrationResponseModel, MappingModel } from '../model';
import { hasKnownSelection, readTemplates } from './read-templates';

/** Templates of an integration without proxy, and what its answers become. */
export function readMapping(
  resource: ResourceReader,
  responses: readonly IntegrationResponseModel[],
): MappingModel | undefined {
  const requestTemplates = readTemplates(resource, 'RequestTemplates');
  if (!hasKnownSelection(resource) || !requestTemplates) return undefined;
  const passthrough = resource.string('PassthroughBehavior') ?? 'WHEN_NO_MATCH';
  return {
    requestParameters: readParameters(resource),
    templateSelectionExpression: resource.string('TemplateSelectionExpression'),
    requestTemplates,
    passesThrough:
      passthrough === 'WHEN_NO_MATCH' ||
      (passthrough === 'WHEN_NO_TEMPLATES' && Object.keys(requestTemplates).length === 0),
    responses,
  };
}

export function readParameters(resource: ResourceReader): Record<string, string> {
  const parameters = resource.stringMap('RequestParameters');
  for (const [target, source] of Object.entries(parameters)) {
    const problem = parameterProblem(target, source);
    if (problem) resource.refuse(problem, `RequestParameters.${target}`);
  }
  return parameters;
}
