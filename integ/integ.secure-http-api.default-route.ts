/** `$default` takes every request, and no preflight of it meets the authorizer. */
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, Cors, IdentitySource, RouteIntegration, SecureHttpApi } from '../lib';
import { eventually, inlineFunction, scenario } from './harness';

const ORIGIN = 'https://app.example.com';
const CORS_HEADERS = { 'access-control-allow-origin': [ORIGIN] };

const { stack, assertions } = scenario('DefaultRoute');

const letIn = inlineFunction(
  stack,
  'LetIn',
  `exports.handler = async ({ headers }) => ({ isAuthorized: headers['x-pass'] === 'valid' });`,
);
const echo = inlineFunction(
  stack,
  'Echo',
  `exports.handler = async ({ routeKey, rawPath, requestContext: { http } }) => ({ routeKey, rawPath, method: http.method });`,
);
const api = new SecureHttpApi(stack, 'Api', {
  authorization: Authorization.lambda(letIn, { identitySources: [IdentitySource.header('X-Pass')] }),
  cors: Cors.allowOrigins([ORIGIN]),
});
api.addRoute('$default', RouteIntegration.lambda(echo));

const call = (path: string, method: string, headers: Record<string, string>) =>
  assertions.httpApiCall(`${api.url}${path}`, { method, headers });

eventually(
  call('/any/path', 'OPTIONS', {
    origin: ORIGIN,
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'x-pass',
  }),
  {
    status: 204,
    headers: {
      ...CORS_HEADERS,
      'access-control-allow-methods': [Match.stringLikeRegexp('DELETE')],
      'access-control-allow-headers': [Match.stringLikeRegexp('x-pass')],
    },
  },
);
eventually(call('/any/path', 'OPTIONS', {}), { status: 204 });
eventually(call('/any/path', 'DELETE', { origin: ORIGIN }), { status: 401, headers: CORS_HEADERS });
eventually(call('/any/path', 'DELETE', { origin: ORIGIN, 'x-pass': 'forged' }), { status: 403 });
eventually(call('/any/path', 'DELETE', { origin: ORIGIN, 'x-pass': 'valid' }), {
  status: 200,
  headers: CORS_HEADERS,
  body: { routeKey: '$default', rawPath: '/any/path', method: 'DELETE' },
});
