import { randomUUID } from 'node:crypto';
import { GatewayRequest, GatewayResponse, headerValue } from '../core/request';
import { xmlText } from '../core/xml';
import { cborText } from './cbor-text';
import { restJsonError } from './rest-json';
import { ServiceError } from './service-error';

/** Answers in the protocol of the request, so that every SDK shows the message rather than a fault of its own. */
export function refuse(request: GatewayRequest, error: ServiceError): GatewayResponse {
  const { type, message, statusCode } = error;
  switch (protocolOf(request)) {
    case 'json':
      return response(statusCode, 'application/x-amz-json-1.1', JSON.stringify({ __type: type, message }));
    case 'cbor':
      return response(statusCode, 'application/cbor', cborText({ __type: type, message }), [
        ['smithy-protocol', 'rpc-v2-cbor'],
      ]);
    case 'query': {
      const inner = `<Error><Type>Sender</Type><Code>${type}</Code><Message>${xmlText(message)}</Message></Error>`;
      return response(statusCode, 'text/xml', `<ErrorResponse>${inner}</ErrorResponse>`);
    }
    case 's3':
      return response(
        statusCode,
        'application/xml',
        `<Error><Code>${type}</Code><Message>${xmlText(message)}</Message></Error>`,
      );
    case 'rest':
      return restJsonError(error);
  }
}

/** What a request asks for, for a person: an action, or method and path. */
export function describeAction(request: GatewayRequest): string {
  const { method, rawPath, body } = request;
  const target = headerValue(request.headers, 'x-amz-target');
  if (target) return target.slice(target.lastIndexOf('.') + 1);
  const [, operation] = /\/operation\/(\w+)$/.exec(rawPath) ?? [];
  if (operation) return operation;
  const action = protocolOf(request) === 'query' ? new URLSearchParams(body.toString('utf8')).get('Action') : null;
  return action ?? `${method} ${rawPath}`;
}

type Protocol = 'json' | 'cbor' | 'query' | 's3' | 'rest';

function protocolOf({ headers }: GatewayRequest): Protocol {
  const type = headerValue(headers, 'content-type') ?? '';
  if (headerValue(headers, 'smithy-protocol') === 'rpc-v2-cbor') return 'cbor';
  if (headerValue(headers, 'x-amz-target') !== undefined || type.startsWith('application/x-amz-json')) return 'json';
  if (type.startsWith('application/x-www-form-urlencoded')) return 'query';
  const [, service = ''] = /\/(\w+)\/aws4_request/.exec(headerValue(headers, 'authorization') ?? '') ?? [];
  if (service === 's3') return 's3';
  // errors of the services that speak REST and XML are those of the query protocol, but for S3
  return ['cloudfront', 'route53'].includes(service) ? 'query' : 'rest';
}

function response(
  statusCode: number,
  contentType: string,
  body: string | Buffer,
  headers: GatewayResponse['headers'] = [],
): GatewayResponse {
  const own: GatewayResponse['headers'] = [
    ['Content-Type', contentType],
    ['x-amzn-RequestId', randomUUID()],
  ];
  return { statusCode, headers: [...own, ...headers], body: Buffer.from(body) };
}
