import { MISMATCH, UNSIGNED } from '../../authorizers/signature-fault';

export interface ErrorKind {
  readonly status: number;
  /** Null prints as null. */
  readonly message: string | null;
  /** `x-amzn-ErrorType` */
  readonly errorType: string;
  /** The body while nothing is configured, where it is not `{"message":"…"}`. */
  readonly body?: (message: string) => string;
}

/** The service's own errors while a method is executed have a blank after the colon. */
const spaced = (message: string): string => `{"message": ${message}}`;
/** a capital letter, until it is customised. */
const capital = (message: string): string => `{"Message":${message}}`;

const denied = { status: 403, message: 'Forbidden', errorType: 'ForbiddenException' };
const internal = { status: 500, message: 'Internal server error', errorType: 'InternalServerErrorException' };
const authorizer = { status: 500, message: null, errorType: 'AuthorizerConfigurationException' };

/** */
export const ERROR_KINDS = {
  ACCESS_DENIED: {
    status: 403,
    message: 'User is not authorized to access this resource',
    errorType: 'AccessDeniedException',
    body: capital,
  },
  API_CONFIGURATION_ERROR: { ...internal, body: spaced },
  AUTHORIZER_CONFIGURATION_ERROR: authorizer,
  AUTHORIZER_FAILURE: authorizer,
  BAD_REQUEST_BODY: {
    status: 400,
    message: 'Invalid request body',
    errorType: 'BadRequestException',
    body: spaced,
  },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    message: 'Missing required request parameters',
    errorType: 'BadRequestException',
    body: spaced,
  },
  /** Errors of the caller without a type of their own: a body that can't be mapped. */
  DEFAULT_4XX: { status: 400, message: 'Bad Request', errorType: 'BadRequestException', body: spaced },
  /** Errors without a type of their own: a function that failed, or answered what is no response. */
  DEFAULT_5XX: { ...internal, status: 502, body: spaced },
  EXPIRED_TOKEN: {
    status: 403,
    message: 'The security token included in the request is expired',
    errorType: 'ExpiredTokenException',
  },
  INTEGRATION_FAILURE: {
    ...internal,
    status: 504,
    message: 'Network error communicating with endpoint',
    body: spaced,
  },
  INTEGRATION_TIMEOUT: { ...internal, status: 504, message: 'Endpoint request timed out', body: spaced },
  INVALID_API_KEY: denied,
  INVALID_SIGNATURE: { status: 403, ...MISMATCH },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, ...UNSIGNED },
  QUOTA_EXCEEDED: { status: 429, message: 'Limit Exceeded', errorType: 'LimitExceededException' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long', errorType: 'RequestTooLargeException' },
  RESOURCE_NOT_FOUND: { status: 404, message: 'Not Found', errorType: 'NotFoundException' },
  THROTTLED: { status: 429, message: 'Too Many Requests', errorType: 'TooManyRequestsException' },
  UNAUTHORIZED: { status: 401, message: 'Unauthorized', errorType: 'UnauthorizedException' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'Unsupported Media Type',
    errorType: 'BadRequestException',
    body: spaced,
  },
  /** No type that can be configured. */
  URI_TOO_LONG: { status: 414, message: 'URI Too Long', errorType: 'UriTooLongException' },
  WAF_FILTERED: denied,
} as const satisfies Record<string, ErrorKind>;

export type GatewayResponseType = keyof typeof ERROR_KINDS;

/** What a body may configure, the two defaults included. */
export function isGatewayResponseType(name: string): boolean {
  return name in ERROR_KINDS && name !== 'URI_TOO_LONG';
}
