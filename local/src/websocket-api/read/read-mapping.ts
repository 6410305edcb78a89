import { ResourceReader } from '../../assembly';
import { isMapping } from '../mapping/map-parameters';
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
    templateSelectionExpression: resource.string('TemplateSelectionExpression'),
    requestTemplates,
    passesThrough:
      passthrough === 'WHEN_NO_MATCH' ||
      (passthrough === 'WHEN_NO_TEMPLATES' && Object.keys(requestTemplates).length === 0),
    responses,
  };
}

/** RequestParameters of an integration; undefined when one is refused. */
export function readParameterMapping(resource: ResourceReader): Record<string, string> | undefined {
  const parameters = resource.stringMap('RequestParameters');
  const unknown = Object.entries(parameters).find(([target, source]) => !isMapping(target, source));
  if (!unknown) return parameters;
  const [target, source] = unknown;
  return resource.refuse(
    `${source} can't be mapped to ${target}: see the guide's data mapping for WebSocket APIs`,
    'RequestParameters',
  );
}
