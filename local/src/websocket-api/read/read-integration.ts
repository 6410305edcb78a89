import { ResourceReader } from '../../assembly';
import { functionArnIn } from '../../assembly/function-uri';
import { checkProperties } from '../../assembly/property-table';
import { IntegrationResponseModel, WebSocketIntegrationModel } from '../model';
import { integrationProperties } from './property-tables';
import { hasKnownSelection, hasTextContent, readTemplates } from './read-templates';

/** W-20 */
const MAX_TIMEOUT_MS = 29_000;

const NOT_SERVED: Readonly<Record<string, string>> = {
  AWS: 'integrations of AWS services and Lambda functions without proxy are not emulated',
  HTTP: 'HTTP backends of WebSocket APIs are not emulated',
  HTTP_PROXY: 'HTTP backends of WebSocket APIs are not emulated',
};

/** AWS::ApiGatewayV2::Integration of a WebSocket API. Stage variables in it are still placeholders. */
export function readIntegration(
  resource: ResourceReader,
  responses: readonly IntegrationResponseModel[],
): WebSocketIntegrationModel | undefined {
  const type = resource.string('IntegrationType') ?? '';
  // what is refused as a whole is not refused once more for its parts
  if (type !== 'AWS_PROXY' && type !== 'MOCK') {
    return resource.refuse(NOT_SERVED[type] ?? `must be AWS_PROXY or MOCK, got ${type}`, 'IntegrationType');
  }
  checkProperties(resource, integrationProperties);
  if (!hasTextContent(resource)) return undefined;
  return type === 'MOCK' ? readMock(resource, responses) : readLambda(resource);
}

function readLambda(resource: ResourceReader): WebSocketIntegrationModel | undefined {
  const functionArn = functionArnIn(resource.string('IntegrationUri') ?? '');
  if (!functionArn) return resource.refuse('is not the URI of a Lambda function', 'IntegrationUri');
  const timeoutMs = resource.number('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
  if (timeoutMs < 50 || timeoutMs > MAX_TIMEOUT_MS) {
    return resource.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`, 'TimeoutInMillis');
  }
  return { kind: 'lambda', functionArn, timeoutMs };
}

function readMock(
  resource: ResourceReader,
  responses: readonly IntegrationResponseModel[],
): WebSocketIntegrationModel | undefined {
  const requestTemplates = readTemplates(resource, 'RequestTemplates');
  if (!hasKnownSelection(resource) || !requestTemplates) return undefined;
  const passthrough = resource.string('PassthroughBehavior') ?? 'WHEN_NO_MATCH';
  return {
    kind: 'mock',
    templateSelectionExpression: resource.string('TemplateSelectionExpression'),
    requestTemplates,
    passesThrough:
      passthrough === 'WHEN_NO_MATCH' ||
      (passthrough === 'WHEN_NO_TEMPLATES' && Object.keys(requestTemplates).length === 0),
    responses,
  };
}
