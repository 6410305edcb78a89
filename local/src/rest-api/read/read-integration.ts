import { functionArnIn } from '../../assembly/function-uri';
import { awsTargetIn } from '../../aws-services/aws-target';
import { RestIntegrationModel } from '../model';
import { IntegrationSource } from './integration-source';
import { PropertyNode } from '../../assembly/property-node';
import { readMapping } from './read-mapping';

const TYPES = ['aws_proxy', 'aws', 'http_proxy', 'http', 'mock'] as const;

/** C-39 */
const DEFAULT_TIMEOUT_MS = 29_000;
/** more than 29 seconds can be asked for. */
const MAX_TIMEOUT_MS = 300_000;

/** What stands behind a method (C-1). Stage variables in it are still placeholders. */
export function readIntegration(source: IntegrationSource): RestIntegrationModel | undefined {
  const type = source.type.oneOf(TYPES);
  if (type === undefined) return source.type.isSet ? undefined : source.type.refuse('is missing');
  if (source.connectionType.text()?.toUpperCase() === 'VPC_LINK') {
    return source.connectionType.refuse('VPC links are not emulated');
  }
  if (source.responseTransferMode.text()?.toUpperCase() === 'STREAM') {
    return source.responseTransferMode.refuse('response streaming is not emulated');
  }
  const mapping = readMapping(source.mapping);
  const timeoutMs = readTimeout(source.timeoutInMillis);
  if (!mapping || timeoutMs === undefined) return undefined;
  const uri = source.uri.text() ?? '';
  const httpMethod = source.httpMethod.text()?.toUpperCase() ?? '';
  switch (type) {
    case 'mock':
      return { kind: 'mock', mapping };
    case 'aws_proxy': {
      const functionArn = functionArnIn(uri);
      // C-39
      if (!functionArn) return source.uri.refuse('is not the invocation URI of a Lambda function');
      return { kind: 'lambda', functionArn, timeoutMs, httpMethod, requestParameters: mapping.requestParameters };
    }
    case 'aws': {
      const target = awsTargetIn(uri);
      if ('problem' in target) return source.uri.refuse(target.problem);
      return { kind: 'aws', target, httpMethod, timeoutMs, mapping };
    }
    case 'http':
    case 'http_proxy': {
      if (!/^(https?:\/\/|\$\{stageVariables\.)/.test(uri)) return source.uri.refuse('must be an http or https URL');
      if (httpMethod === '') return source.httpMethod.refuse('an HTTP integration needs a method, or ANY');
      return { kind: type === 'http' ? 'http' : 'http-proxy', url: uri, httpMethod, timeoutMs, mapping };
    }
  }
}

function readTimeout(node: PropertyNode): number | undefined {
  if (!node.isSet) return DEFAULT_TIMEOUT_MS;
  const timeoutMs = node.number();
  if (timeoutMs === undefined || (timeoutMs >= 50 && timeoutMs <= MAX_TIMEOUT_MS)) return timeoutMs;
  return node.refuse(`must be 50 to ${MAX_TIMEOUT_MS}, got ${timeoutMs}`);
}
