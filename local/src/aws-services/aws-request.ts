import { formatQueryString } from '../core/query-string';
import { headerValue, HeaderLine } from '../core/request';
import { AwsRequest } from './aws-services';
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
    headers: isQuery ? headers : withTarget(headers, name),
  };
}

/** DynamoDB learns the action from a header, and takes JSON. */
function withTarget(headers: readonly HeaderLine[], action: string): readonly HeaderLine[] {
  const own: HeaderLine[] = [
    ['X-Amz-Target', `DynamoDB_20120810.${action}`],
    ['Content-Type', 'application/x-amz-json-1.0'],
  ];
  return [...headers, ...own.filter(([name]) => headerValue(headers, name) === undefined)];
}
