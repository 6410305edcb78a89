import { AuthorizerInput } from './authorizer';

const KEYS = {
  '1.0': [
    'resource',
    'path',
    'httpMethod',
    'headers',
    'queryStringParameters',
    'pathParameters',
    'stageVariables',
    'requestContext',
  ],
  '2.0': [
    'routeKey',
    'rawPath',
    'rawQueryString',
    'cookies',
    'headers',
    'queryStringParameters',
    'requestContext',
    'pathParameters',
    'stageVariables',
  ],
} as const;

/** The event of an authorizer function: H-65 (2.0), H-66 (1.0). Never the body. */
export function authorizerEvent(
  format: '1.0' | '2.0',
  input: AuthorizerInput,
  identity: readonly string[],
): Record<string, unknown> {
  const event = input.event(format);
  const shared = Object.fromEntries(KEYS[format].filter((key) => key in event).map((key) => [key, event[key]]));
  if (format === '2.0') {
    return { version: '2.0', type: 'REQUEST', routeArn: input.routeArn, identitySource: identity, ...shared };
  }
  const token = identity.join(',');
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: input.routeArn,
    identitySource: token,
    authorizationToken: token,
    ...shared,
  };
}
