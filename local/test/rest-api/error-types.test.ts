import { GatewayRequest } from '../../src/core/request';
import { renderFault } from '../../src/rest-api/gateway-responses/render-fault';
import { GatewayResponseType } from '../../src/rest-api/gateway-responses/types';
import { Situation } from '../../src/rest-api/exchange';
import { GatewayResponseModel } from '../../src/rest-api/model';

const REQUEST: GatewayRequest = {
  requestId: 'JKJaXmPLvHcESHA=',
  receivedAt: 0,
  method: 'GET',
  rawPath: '/v1/a',
  rawQueryString: '',
  headers: [],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  protocol: 'HTTP/1.1',
};

const situation = (configured: Readonly<Record<string, GatewayResponseModel>> = {}): Situation => ({
  requestId: '9c1d2a5e-6b9a-4a5e-8c83-0d7a5c1b7e11',
  traceId: 'Root=1-67891233-abcdef012345678912345678',
  path: '/a',
  sentPath: '/a',
  request: REQUEST,
  sentRequest: REQUEST,
  stage: {
    kind: 'REST',
    stack: 'Shop',
    logicalId: 'Api',
    name: 'shop',
    apiId: 'abc',
    stageName: 'v1',
    region: 'us-east-1',
    accountId: '000000000000',
    stageVariables: {},
    deploymentId: 'def',
    methods: [],
    binaryMediaTypes: [],
    apiKeySource: 'HEADER',
    gatewayResponses: new Map(Object.entries(configured)),
    usagePlans: [],
  },
});
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

it.each<[string, GatewayResponseType, number, string, string]>([
  [
    'R-30',
    'ACCESS_DENIED',
    403,
    '{"Message":"User is not authorized to access this resource"}',
    'AccessDeniedException',
  ],
  ['R-31', 'API_CONFIGURATION_ERROR', 500, '{"message": "Internal server error"}', 'InternalServerErrorException'],
  ['R-32', 'AUTHORIZER_CONFIGURATION_ERROR', 500, '{"message":null}', 'AuthorizerConfigurationException'],
  ['R-33', 'AUTHORIZER_FAILURE', 500, '{"message":null}', 'AuthorizerConfigurationException'],
  ['R-35', 'BAD_REQUEST_BODY', 400, '{"message": "Invalid request body"}', 'BadRequestException'],
  [
    'R-37',
    'EXPIRED_TOKEN',
    403,
    '{"message":"The security token included in the request is expired"}',
    'ExpiredTokenException',
  ],
  [
    'R-38',
    'INTEGRATION_FAILURE',
    504,
    '{"message": "Network error communicating with endpoint"}',
    'InternalServerErrorException',
  ],
  ['R-39', 'INTEGRATION_TIMEOUT', 504, '{"message": "Endpoint request timed out"}', 'InternalServerErrorException'],
  ['R-40', 'INVALID_API_KEY', 403, '{"message":"Forbidden"}', 'ForbiddenException'],
  ['R-41', 'INVALID_SIGNATURE', 403, `{"message":"${MISMATCH}"}`, 'InvalidSignatureException'],
  [
    'R-42',
    'MISSING_AUTHENTICATION_TOKEN',
    403,
    '{"message":"Missing Authentication Token"}',
    'MissingAuthenticationTokenException',
  ],
  ['R-43', 'QUOTA_EXCEEDED', 429, '{"message":"Limit Exceeded"}', 'LimitExceededException'],
  ['R-45', 'RESOURCE_NOT_FOUND', 404, '{"message":"Not Found"}', 'NotFoundException'],
  ['R-46', 'THROTTLED', 429, '{"message":"Too Many Requests"}', 'TooManyRequestsException'],
  ['R-47', 'UNAUTHORIZED', 401, '{"message":"Unauthorized"}', 'UnauthorizedException'],
  ['R-48', 'UNSUPPORTED_MEDIA_TYPE', 415, '{"message": "Unsupported Media Type"}', 'BadRequestException'],
  ['R-49', 'WAF_FILTERED', 403, '{"message":"Forbidden"}', 'ForbiddenException'],
])('%s: %s', (_, type, statusCode, body, errorType) => {
  const response = renderFault({ type }, situation());
  expect({ ...response, body: response.body.toString() }).toEqual({
    statusCode,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', errorType],
    ],
    body,
  });
});

it.each<[GatewayResponseType, number, string]>([
  ['BAD_REQUEST_BODY', 400, '{"message":"Invalid request body"}'],
  ['ACCESS_DENIED', 403, '{"message":"User is not authorized to access this resource"}'],
  ['AUTHORIZER_FAILURE', 599, '{"message":null}'],
])('R-36, R-50, R-53: %s by a default of its class', (type, statusCode, body) => {
  const plain = { parameters: {}, templates: {} };
  const response = renderFault({ type }, situation({ DEFAULT_4XX: plain, DEFAULT_5XX: { ...plain, statusCode: 599 } }));
  expect([response.statusCode, response.body.toString()]).toEqual([statusCode, body]);
});
