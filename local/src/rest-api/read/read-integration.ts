import { functionArnIn } from '../../assembly/function-uri';
import { RestIntegrationModel } from '../model';
import { BodyNode } from './body-node';
import { readMapping } from './read-mapping';

const MEMBERS = [
  'cacheKeyParameters',
  'cacheNamespace',
  'connectionId',
  'connectionType',
  'contentHandling',
  'credentials',
  'httpMethod',
  'integrationTarget',
  'passthroughBehavior',
  'requestParameters',
  'requestTemplates',
  'responses',
  'responseTransferMode',
  'timeoutInMillis',
  'tlsConfig',
  'type',
  'uri',
];
const TYPES = ['aws_proxy', 'aws', 'http_proxy', 'http', 'mock'] as const;

/** C-39 */
const DEFAULT_TIMEOUT_MS = 29_000;
/** more than 29 seconds can be asked for. */
const MAX_TIMEOUT_MS = 300_000;

/** `x-amazon-apigateway-integration` (C-1). Stage variables in it are still placeholders. */
export function readIntegration(node: BodyNode): RestIntegrationModel | undefined {
  if (!node.isSet) return node.refuse('a method needs an integration');
  node.allow(MEMBERS);
  const type = node.get('type').oneOf(TYPES);
  if (type === undefined) return node.get('type').isSet ? undefined : node.get('type').refuse('is missing');
  if (type === 'aws') return node.get('type').refuse('service integrations are not emulated');
  if (node.get('connectionType').text()?.toUpperCase() === 'VPC_LINK') {
    return node.get('connectionType').refuse('VPC links are not emulated');
  }
  if (node.get('responseTransferMode').text()?.toUpperCase() === 'STREAM') {
    return node.get('responseTransferMode').refuse('response streaming is not emulated');
  }
  const mapping = readMapping(node);
  const timeoutMs = readTimeout(node.get('timeoutInMillis'));
  if (!mapping || timeoutMs === undefined) return undefined;
  const uri = node.get('uri').text() ?? '';
  const httpMethod = node.get('httpMethod').text()?.toUpperCase() ?? '';
  switch (type) {
    case 'mock':
      return { kind: 'mock', mapping };
    case 'aws_proxy': {
      const functionArn = functionArnIn(uri);
      // C-39
      if (!functionArn) return node.get('uri').refuse('is not the invocation URI of a Lambda function');
      return { kind: 'lambda', functionArn, timeoutMs, httpMethod, requestParameters: mapping.requestParameters };
    }
    case 'http':
    case 'http_proxy': {
      if (!/^(https?:\/\/|\$\{stageVariables\.)/.test(uri))
        return node.get('uri').refuse('must be an http or https URL');
      if (httpMethod === '') return node.get('httpMethod').refuse('an HTTP integration needs a method, or ANY');
      return { kind: type === 'http' ? 'http' : 'http-proxy', url: uri, httpMethod, timeoutMs, mapping };
    }
  }
}

function readTimeout(node: BodyNode): number | undefined {
  if (!node.isSet) return DEFAULT_TIMEOUT_MS;
  const timeoutMs = node.number();
  if (timeoutMs === undefined || (timeoutMs >= 50 && timeoutMs <= MAX_TIMEOUT_MS)) return timeoutMs;
  return node.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`);
}
