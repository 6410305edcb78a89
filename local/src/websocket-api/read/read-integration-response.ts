import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { javaRegex } from '../../templates/java/regex';
import { IntegrationResponseModel } from '../model';
import { integrationResponseProperties } from './property-tables';
import { hasKnownSelection, hasTextContent, readTemplates } from './read-templates';

/** AWS::ApiGatewayV2::IntegrationResponse, by the id of the integration. */
export function responsesByIntegration(
  resources: readonly ResourceReader[],
): ReadonlyMap<string, readonly IntegrationResponseModel[]> {
  const responses = new Map<string, IntegrationResponseModel[]>();
  for (const resource of resources) {
    const response = readIntegrationResponse(resource);
    const id = resource.string('IntegrationId') ?? '';
    if (response) responses.set(id, [...(responses.get(id) ?? []), response]);
  }
  return responses;
}

function readIntegrationResponse(resource: ResourceReader): IntegrationResponseModel | undefined {
  checkProperties(resource, integrationResponseProperties);
  const key = resource.string('IntegrationResponseKey') ?? '';
  const statusPattern = /^\/(.+)\/$/.exec(key)?.[1];
  if (key !== '$default' && !isPattern(statusPattern)) {
    return resource.refuse(`must be $default or a pattern such as /2\\d\\d/, got ${key}`, 'IntegrationResponseKey');
  }
  const responseTemplates = readTemplates(resource, 'ResponseTemplates');
  if (!hasKnownSelection(resource) || !hasTextContent(resource) || !responseTemplates) return undefined;
  const templateSelectionExpression = resource.string('TemplateSelectionExpression');
  return { statusPattern, templateSelectionExpression, responseTemplates };
}

function isPattern(text: string | undefined): boolean {
  try {
    return text !== undefined && javaRegex(text) !== undefined;
  } catch {
    return false;
  }
}
