import { gatewayResponses } from '../../lib/metered-rest-api/openapi/gateway-responses';

interface GatewayResponse {
  readonly statusCode?: string;
  readonly responseParameters: Record<string, string>;
  readonly responseTemplates: Record<string, string>;
}

const responses = gatewayResponses({ 'Access-Control-Allow-Origin': 'https://app.example.com' }) as Record<
  string,
  GatewayResponse
>;

/** As the service fills in variables: as they are, and `messageString` with quotes of its own. */
function filled(template: string): Record<string, unknown> {
  return JSON.parse(
    template
      .replace('$context.error.messageString', '"a message"')
      .replace('$context.error.validationErrorString', '[object has missing required properties]')
      .replace('$context.requestId', 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef'),
  ) as Record<string, unknown>;
}

describe('answers of API Gateway itself', () => {
  it('are problems, whatever their type is (R-30 to R-49)', () => {
    expect(Object.keys(responses).sort()).toEqual([
      'ACCESS_DENIED',
      'API_CONFIGURATION_ERROR',
      'AUTHORIZER_CONFIGURATION_ERROR',
      'AUTHORIZER_FAILURE',
      'BAD_REQUEST_BODY',
      'BAD_REQUEST_PARAMETERS',
      'DEFAULT_4XX',
      'DEFAULT_5XX',
      'EXPIRED_TOKEN',
      'INTEGRATION_FAILURE',
      'INTEGRATION_TIMEOUT',
      'INVALID_API_KEY',
      'INVALID_SIGNATURE',
      'MISSING_AUTHENTICATION_TOKEN',
      'QUOTA_EXCEEDED',
      'REQUEST_TOO_LARGE',
      'RESOURCE_NOT_FOUND',
      'THROTTLED',
      'UNAUTHORIZED',
      'UNSUPPORTED_MEDIA_TYPE',
      'WAF_FILTERED',
    ]);
  });

  it.each(Object.entries(responses))('%s is JSON with status, title, message and request id', (type, response) => {
    const { statusCode, responseParameters, responseTemplates } = response;
    const problem = filled(responseTemplates['application/json']);
    expect(problem).toMatchObject({
      type: 'about:blank',
      title: expect.stringMatching(/^[A-Z]/),
      detail: 'a message',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
    });
    expect(problem.status).toBe(type.startsWith('DEFAULT_') ? undefined : Number(statusCode));
    expect(statusCode === undefined).toBe(type.startsWith('DEFAULT_'));
    expect(responseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json'",
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example.com'",
    });
  });

  it.each([
    ['THROTTLED', "'1'"],
    ['QUOTA_EXCEEDED', "'3600'"],
    ['UNAUTHORIZED', undefined],
  ])('%s says when to try again: %s', (type, seconds) => {
    expect(responses[type].responseParameters['gatewayresponse.header.Retry-After']).toBe(seconds);
  });

  it('only an invalid body says where', () => {
    const templates = Object.entries(responses).filter(([, { responseTemplates }]) =>
      responseTemplates['application/json'].includes('validationErrorString'),
    );
    expect(templates.map(([type]) => type)).toEqual(['BAD_REQUEST_BODY']);
  });
});
