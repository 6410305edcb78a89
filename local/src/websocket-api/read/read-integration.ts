import { ResourceReader } from '../../assembly';
import { functionArnIn } from '../../assembly/function-uri';
import { checkProperties } from '../../assembly/property-table';
import { awsTargetIn } from '../../aws-services/aws-target';
import { IntegrationResponseModel, MappingModel, WebSocketIntegrationModel } from '../model';
import { integrationProperties } from './property-tables';
import { readMapping, readParameters } from './read-mapping';
import { hasTextContent } from './read-templates';

type HttpTarget = Pick<Extract<WebSocketIntegrationModel, { kind: 'http' }>, 'url' | 'method' | 'timeoutMs'>;

/** W-20 */
const MAX_TIMEOUT_MS = 29_000;

const TYPES = ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'];

/** AWS::ApiGatewayV2::Integration of a WebSocket API. Stage variables in it are still placeholders. */
export function readIntegration(
  resource: ResourceReader,
  responses: readonly IntegrationResponseModel[],
): WebSocketIntegrationModel | undefined {
  const type = resource.string('IntegrationType') ?? '';
  if (!TYPES.includes(type)) {
    return resource.refuse(`must be one of ${TYPES.join(', ')}; got ${type}`, 'IntegrationType');
  }
  if (resource.string('ConnectionType') === 'VPC_LINK') {
    return resource.refuse('VPC links are not emulated', 'ConnectionType');
  }
  checkProperties(resource, integrationProperties);
  if (!hasTextContent(resource)) return undefined;
  if (type === 'MOCK') {
    const mapping = readMapping(resource, responses);
    return mapping && { kind: 'mock', mapping };
  }
  const timeoutMs = resource.number('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
  if (timeoutMs < 50 || timeoutMs > MAX_TIMEOUT_MS) {
    return resource.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`, 'TimeoutInMillis');
  }
  if (type === 'AWS_PROXY') return readLambda(resource, timeoutMs);
  if (type === 'AWS') return readAws(resource, timeoutMs, readMapping(resource, responses));
  const target = readHttp(resource, timeoutMs);
  if (type === 'HTTP_PROXY') return target && { kind: 'http', ...target, requestParameters: readParameters(resource) };
  const mapping = readMapping(resource, responses);
  return target && mapping && { kind: 'http-mapped', ...target, mapping };
}

function readLambda(resource: ResourceReader, timeoutMs: number): WebSocketIntegrationModel | undefined {
  if (Object.keys(resource.stringMap('RequestParameters')).length > 0) {
    return resource.refuse('is served for HTTP integrations only: a function gets it all', 'RequestParameters');
  }
  const functionArn = functionArnIn(resource.string('IntegrationUri') ?? '');
  if (!functionArn) return resource.refuse('is not the URI of a Lambda function', 'IntegrationUri');
  return { kind: 'lambda', functionArn, timeoutMs };
}

function readAws(
  resource: ResourceReader,
  timeoutMs: number,
  mapping: MappingModel | undefined,
): WebSocketIntegrationModel | undefined {
  const target = awsTargetIn(resource.string('IntegrationUri') ?? '');
  if ('problem' in target) return resource.refuse(target.problem, 'IntegrationUri');
  return mapping && { kind: 'aws', target, method: resource.string('IntegrationMethod') ?? 'POST', timeoutMs, mapping };
}

function readHttp(resource: ResourceReader, timeoutMs: number): HttpTarget | undefined {
  const url = resource.string('IntegrationUri') ?? '';
  if (!/^https?:\/\//.test(url)) return resource.refuse('must be an http or https URL', 'IntegrationUri');
  const method = resource.string('IntegrationMethod');
  if (!method || method === 'ANY')
    return resource.refuse('a message needs a method, such as POST', 'IntegrationMethod');
  return { url, method, timeoutMs };
}
