import { BackendRequest } from './backend';
import { CallResult } from './call';

/** What recordings leave out, as it differs from call to call. */
const VARYING = /^(date|x-amzn-remapped-date|x-amzn-requestid|x-amz-apigw-id|x-amzn-trace-id)$/i;

/** An answer in the form of the recordings: headers as they are spelt, lines of one name joined, what varies as its own name. */
export function recordedHeaders({ rawHeaders }: CallResult): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name, value] = [rawHeaders[index]!, rawHeaders[index + 1]!];
    const shown = VARYING.test(name) ? `<${name.toLowerCase()}>` : value;
    headers[name] = name in headers ? `${headers[name]}, ${shown}` : shown;
  }
  return headers;
}

/** The ids that every answer has, and its date. */
export const OWN_HEADERS = {
  Date: '<date>',
  'x-amz-apigw-id': '<x-amz-apigw-id>',
  'x-amzn-RequestId': '<x-amzn-requestid>',
};

export const TRACE = { 'X-Amzn-Trace-Id': '<x-amzn-trace-id>' };

/** Of a failed integration: a body of 36 bytes. */
export const SERVER_ERROR = {
  body: '{"message": "Internal server error"}',
  headers: {
    ...OWN_HEADERS,
    Connection: 'close',
    'Content-Length': '36',
    'Content-Type': 'application/json',
    'x-amzn-ErrorType': 'InternalServerErrorException',
  },
};

/** What a backend got, without what the recordings' backends hide of proxies, and of the connection. */
export function recordedRequest({ headers }: BackendRequest): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !/^(x-forwarded-.*|connection)$/i.test(name));
  return { ...Object.fromEntries(shown), ...('X-Amzn-Trace-Id' in headers && TRACE) };
}

/** The gateway's own headers to a backend. */
export function gatewayHeaders({ headers }: BackendRequest): Record<string, string> {
  return { 'X-Amzn-Apigateway-Api-Id': headers['X-Amzn-Apigateway-Api-Id'] ?? 'missing', ...TRACE };
}

/** Headers that make trouble for a Lambda function: on the way there, or back. */
export const FORBIDDEN = [
  'Content-Length',
  'Transfer-Encoding',
  'Authorization',
  'Connection',
  'Expect',
  'Proxy-Authenticate',
  'TE',
];
