import { formatQueryString } from '../core/query-string';
import { headerValue, HeaderLine } from '../core/request';
import { AwsRequest, AwsServiceName } from './aws-services';
import { AwsTarget } from './aws-target';

/** What the mapping of an integration gives. */
export interface MappedRequest {
  readonly method: string;
  readonly headers: readonly HeaderLine[];
  readonly query: readonly HeaderLine[];
  readonly body: Buffer;
}

/** The request to a service, whether the target is one of its paths or one of its actions. */
export function awsRequest({ service, region, kind, name }: AwsTarget, mapped: MappedRequest): AwsRequest {
  const { method, headers, query, body } = mapped;
  const shared = { service, region, method, body };
  if (kind === 'path') {
    return { ...shared, rawPath: `/${name}`, rawQueryString: formatQueryString(query), headers };
  }
  const isQuery = service === 'sqs' && headerValue(headers, 'x-amz-target') === undefined;
  return {
    ...shared,
    rawPath: '/',
    rawQueryString: formatQueryString(isQuery ? [...query, ['Action', name]] : query),
    headers: isQuery ? headers : withTarget(headers, service, name),
  };
}

/** Services that take JSON learn the action from a header. */
function withTarget(headers: readonly HeaderLine[], service: AwsServiceName, action: string): readonly HeaderLine[] {
  const [target, contentType] = JSON_SERVICES[service] ?? [];
  const own: HeaderLine[] = target
    ? [
        ['X-Amz-Target', `${target}.${action}`],
        ['Content-Type', contentType!],
      ]
    : [];
  return [...headers, ...own.filter(([name]) => headerValue(headers, name) === undefined)];
}

const JSON_SERVICES: Readonly<Partial<Record<AwsServiceName, readonly [target: string, contentType: string]>>> = {
  dynamodb: ['DynamoDB_20120810', 'application/x-amz-json-1.0'],
  events: ['AWSEvents', 'application/x-amz-json-1.1'],
};
