import { ResourceReader } from '../../assembly';
import { functionArnIn } from '../../assembly/function-uri';
import { checkProperties } from '../../assembly/property-table';
import { IntegrationResponseModel, WebSocketIntegrationModel } from '../model';
import { integrationProperties } from './property-tables';
import { hasKnownSelection, hasTextContent, readTemplates } from './read-templates';

/** W-20 */
const MAX_TIMEOUT_MS = 29_000;

const SERVED = ['AWS_PROXY', 'HTTP_PROXY', 'MOCK'];

const NOT_SERVED: Readonly<Record<string, string>> = {
  AWS: 'integrations of AWS services and Lambda functions without proxy are not emulated',
  HTTP: 'HTTP backends of WebSocket APIs are emulated as HTTP_PROXY only',
};

/** AWS::ApiGatewayV2::Integration of a WebSocket API. Stage variables in it are still placeholders. */
export function readIntegration(
  resource: ResourceReader,
  responses: readonly IntegrationResponseModel[],
): WebSocketIntegrationModel | undefined {
  const type = resource.string('IntegrationType') ?? '';
  // what is refused as a whole is not refused once more for its parts
  if (!SERVED.includes(type)) {
    return resource.refuse(NOT_SERVED[type] ?? `must be one of ${SERVED.join(', ')}; got ${type}`, 'IntegrationType');
  }
  if (resource.string('ConnectionType') === 'VPC_LINK') {
    return resource.refuse('VPC links are not emulated', 'ConnectionType');
  }
  checkProperties(resource, integrationProperties);
  if (!hasTextContent(resource)) return undefined;
  if (type === 'MOCK') return readMock(resource, responses);
  const timeoutMs = resource.number('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
  if (timeoutMs < 50 || timeoutMs > MAX_TIMEOUT_MS) {
    return resource.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`, 'TimeoutInMillis');
  }
  return type === 'HTTP_PROXY' ? readHttp(resource, timeoutMs) : readLambda(resource, timeoutMs);
}

function readLambda(resource: ResourceReader, timeoutMs: number): WebSocketIntegrationModel | undefined {
  const functionArn = functionArnIn(resource.string('IntegrationUri') ?? '');
  if (!functionArn) return resource.refuse('is not the URI of a Lambda function', 'IntegrationUri');
  return { kind: 'lambda', functionArn, timeoutMs };
}

function readHttp(resource: ResourceReader, timeoutMs: number): WebSocketIntegrationModel | undefined {
  const url = resource.string('IntegrationUri') ?? '';
  if (!/^https?:\/\//.test(url)) return resource.refuse('must be an http or https URL', 'IntegrationUri');
  const method = resource.string('IntegrationMethod');
  if (!method || method === 'ANY')
    return resource.refuse('a message needs a method, such as POST', 'IntegrationMethod');
  return { kind: 'http', url, method, timeoutMs };
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
