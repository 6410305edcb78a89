/** Types of answers that API Gateway gives itself, with their status; the defaults have that of the type. */
const TYPES: Record<string, { readonly status?: number; readonly title: string }> = {
  ACCESS_DENIED: { status: 403, title: 'Forbidden' },
  API_CONFIGURATION_ERROR: { status: 500, title: 'Internal Server Error' },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, title: 'Internal Server Error' },
  AUTHORIZER_FAILURE: { status: 500, title: 'Internal Server Error' },
  BAD_REQUEST_BODY: { status: 400, title: 'Bad Request' },
  BAD_REQUEST_PARAMETERS: { status: 400, title: 'Bad Request' },
  DEFAULT_4XX: { title: 'Client Error' },
  DEFAULT_5XX: { title: 'Server Error' },
  EXPIRED_TOKEN: { status: 403, title: 'Forbidden' },
  INTEGRATION_FAILURE: { status: 504, title: 'Gateway Timeout' },
  INTEGRATION_TIMEOUT: { status: 504, title: 'Gateway Timeout' },
  INVALID_API_KEY: { status: 403, title: 'Forbidden' },
  INVALID_SIGNATURE: { status: 403, title: 'Forbidden' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, title: 'Forbidden' },
  QUOTA_EXCEEDED: { status: 429, title: 'Too Many Requests' },
  REQUEST_TOO_LARGE: { status: 413, title: 'Content Too Large' },
  RESOURCE_NOT_FOUND: { status: 404, title: 'Not Found' },
  THROTTLED: { status: 429, title: 'Too Many Requests' },
  UNAUTHORIZED: { status: 401, title: 'Unauthorized' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Unsupported Media Type' },
  WAF_FILTERED: { status: 403, title: 'Forbidden' },
};

/** Seconds after which a caller may try again. A quota may take longer: how long, the service does not say here. */
const RETRY_AFTER: Record<string, number> = { THROTTLED: 1, QUOTA_EXCEEDED: 3_600 };

/** RFC 9457 problems for whatever API Gateway answers itself, with the headers given. */
export function gatewayResponses(headers: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(TYPES).map(([type, { status, title }]) => [
      type,
      {
        ...(status === undefined ? {} : { statusCode: String(status) }),
        responseParameters: parameters({ 'Content-Type': 'application/problem+json', ...retryAfter(type), ...headers }),
        responseTemplates: { 'application/json': template(type, title, status) },
      },
    ]),
  );
}

function retryAfter(type: string): Record<string, string> {
  return type in RETRY_AFTER ? { 'Retry-After': String(RETRY_AFTER[type]) } : {};
}

function parameters(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
  );
}

/** Variables are filled in as they are; `messageString` brings its own quotes. */
function template(type: string, title: string, status: number | undefined): string {
  const members = [
    '"type":"about:blank"',
    `"title":"${title}"`,
    ...(status === undefined ? [] : [`"status":${status}`]),
    '"detail":$context.error.messageString',
    ...(type === 'BAD_REQUEST_BODY' ? ['"errors":"$context.error.validationErrorString"'] : []),
    '"requestId":"$context.requestId"',
  ];
  return `{${members.join(',')}}`;
}
