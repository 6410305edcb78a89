import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { HttpIntegrationModel, ResponseParameters } from '../model';
import { requestMappingProblem, responseMappingProblem } from '../parameter-mapping/mapping-key';
import { isObject } from '../../core/is-object';
import { functionArnIn } from '../../assembly/function-uri';
import { integrationProperties } from './property-tables';
import { readServiceIntegration } from './read-service-integration';

export const MAX_TIMEOUT_MS = 30_000;

/** AWS::ApiGatewayV2::Integration of an HTTP API. Stage variables in it are still placeholders. */
export function readIntegration(resource: ResourceReader): HttpIntegrationModel | undefined {
  if (resource.string('ConnectionType') === 'VPC_LINK') {
    return resource.refuse('VPC links are not emulated', 'ConnectionType');
  }
  checkProperties(resource, integrationProperties);
  const timeoutMs = resource.number('TimeoutInMillis') ?? MAX_TIMEOUT_MS;
  if (timeoutMs < 50 || timeoutMs > MAX_TIMEOUT_MS) {
    return resource.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`, 'TimeoutInMillis');
  }
  const subtype = resource.string('IntegrationSubtype');
  if (subtype) {
    return readServiceIntegration(resource, subtype, {
      timeoutMs,
      responseParameters: readResponseParameters(resource),
    });
  }
  const mapping = {
    requestParameters: readRequestParameters(resource),
    responseParameters: readResponseParameters(resource),
  };
  const uri = resource.string('IntegrationUri') ?? '';
  const type = resource.string('IntegrationType');
  if (type === 'AWS_PROXY') return readLambda(resource, uri, timeoutMs, mapping);
  if (type === 'HTTP_PROXY') return readHttp(resource, uri, timeoutMs, mapping);
  return resource.refuse(`HTTP APIs have AWS_PROXY and HTTP_PROXY, got ${JSON.stringify(type)}`, 'IntegrationType');
}

type Mapping = Pick<Extract<HttpIntegrationModel, { kind: 'http' }>, 'requestParameters' | 'responseParameters'>;

function readLambda(
  resource: ResourceReader,
  uri: string,
  timeoutMs: number,
  mapping: Mapping,
): HttpIntegrationModel | undefined {
  const functionArn = functionArnIn(uri);
  if (!functionArn) return resource.refuse('is not the ARN of a Lambda function', 'IntegrationUri');
  const payloadFormat = resource.string('PayloadFormatVersion');
  if (payloadFormat !== '1.0' && payloadFormat !== '2.0') {
    return resource.refuse(`must be 1.0 or 2.0, got ${JSON.stringify(payloadFormat)}`, 'PayloadFormatVersion');
  }
  return { kind: 'lambda', functionArn, payloadFormat, timeoutMs, ...mapping };
}

function readHttp(
  resource: ResourceReader,
  url: string,
  timeoutMs: number,
  mapping: Mapping,
): HttpIntegrationModel | undefined {
  if (!/^(https?:\/\/|\$\{stageVariables\.)/.test(url))
    return resource.refuse('must be an http or https URL', 'IntegrationUri');
  const method = resource.string('IntegrationMethod');
  if (!method) return resource.refuse('an HTTP integration needs a method, or ANY', 'IntegrationMethod');
  return { kind: 'http', url, method, timeoutMs, ...mapping };
}

function readRequestParameters(resource: ResourceReader): Record<string, string> {
  const parameters = resource.stringMap('RequestParameters');
  for (const [key, value] of Object.entries(parameters)) {
    const problem = requestMappingProblem(key, value);
    if (problem) resource.refuse(problem, `RequestParameters.${key}`);
  }
  return parameters;
}

/** `{ "404": { "ResponseParameters": [{ "Destination": key, "Source": value }] } }` */
function readResponseParameters(resource: ResourceReader): ResponseParameters {
  const byStatus = resource.object('ResponseParameters') ?? {};
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, entry]) => [status, readStatus(resource, status, entry)]),
  );
}

function readStatus(resource: ResourceReader, status: string, entry: unknown): Record<string, string> {
  const list = (entry as { ResponseParameters?: unknown } | null)?.ResponseParameters;
  if (!/^[2-5]\d\d$/.test(status) || !Array.isArray(list)) {
    resource.refuse('must map a status from 200 to 599 to its ResponseParameters', `ResponseParameters.${status}`);
    return {};
  }
  const mappings = list
    .filter(isObject)
    .map(({ Destination, Source }) => [String(Destination), String(Source)] as const);
  for (const [key, value] of mappings) {
    const problem = responseMappingProblem(key, value);
    if (problem) resource.refuse(problem, `ResponseParameters.${status}.${key}`);
  }
  return Object.fromEntries(mappings);
}
