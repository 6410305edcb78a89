import { GatewayResponse, headerValue, HeaderLine } from '../../core/request';
import { readInput } from '../action-input';
import { Protocol } from './protocol';

const TARGET_PREFIX = 'AmazonSQS.';

/** What SDKs speak since 2023: the action in `X-Amz-Target`, JSON both ways. */
export const jsonProtocol: Protocol = {
  read: ({ headers, body }) => {
    const target = headerValue(headers, 'x-amz-target') ?? '';
    const action = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : undefined;
    return { action, input: readInput(body) };
  },
  answer: (_action, output, requestId) => json(200, output, requestId),
  refuse: ({ type, code, message, statusCode }, requestId) =>
    json(statusCode, { __type: type, message }, requestId, [['x-amzn-query-error', `${code};Sender`]]),
};

function json(
  statusCode: number,
  body: object,
  requestId: string,
  headers: readonly HeaderLine[] = [],
): GatewayResponse {
  return {
    statusCode,
    headers: [['Content-Type', 'application/x-amz-json-1.0'], ['x-amzn-RequestId', requestId], ...headers],
    body: Buffer.from(JSON.stringify(body)),
  };
}
