/** Tokens of a Cognito user pool open a route, scopes and the CORS preflight included. */
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, Cors, IdentitySource, RouteIntegration, SecureHttpApi } from '../lib';
import { CognitoUser } from './cognito-user';
import { eventually, inlineFunction, meantToBePublic, scenario } from './harness';

const ORIGIN = 'https://app.example.com';

const { stack, assertions } = scenario('Jwt');

const ada = new CognitoUser(stack);
const { users, client } = ada;

const whoAmI = inlineFunction(
  stack,
  'WhoAmI',
  `exports.handler = async ({ requestContext }) => ({ user: requestContext.authorizer?.jwt.claims.username ?? 'anyone' });`,
);
const api = new SecureHttpApi(stack, 'Api', {
  authorization: Authorization.cognito(users, { clients: [client] }),
  cors: Cors.allowOrigins([ORIGIN], { credentials: true }),
});
const integration = RouteIntegration.lambda(whoAmI);
api.addRoute('GET /me', integration);
api.addRoute('GET /account', integration, { scopes: ['aws.cognito.signin.user.admin'] });
api.addRoute('GET /orders', integration, { scopes: ['orders/read'] });
api.addRoute('GET /download', integration, {
  authorization: Authorization.jwt({
    issuer: `https://cognito-idp.${stack.region}.amazonaws.com/${users.userPoolId}`,
    audience: [client.userPoolClientId],
    identitySource: IdentitySource.queryString('token'),
  }),
});
meantToBePublic(api.addRoute('GET /health', integration, { authorization: Authorization.none() }));

const token = ada.signIn(assertions);
const withToken = { headers: { authorization: `Bearer ${token}` } };

eventually(assertions.httpApiCall(`${api.url}/health`), { status: 200, body: { user: 'anyone' } });
eventually(assertions.httpApiCall(`${api.url}/me`), { status: 401 });
eventually(assertions.httpApiCall(`${api.url}/me`, { headers: { authorization: 'Bearer forged' } }), { status: 401 });
eventually(assertions.httpApiCall(`${api.url}/me`, withToken), { status: 200, body: { user: ada.username } });
eventually(assertions.httpApiCall(`${api.url}/account`, withToken), { status: 200 });
eventually(assertions.httpApiCall(`${api.url}/orders`, withToken), { status: 403 });
eventually(assertions.httpApiCall(`${api.url}/download`), { status: 401 });
eventually(assertions.httpApiCall(`${api.url}/download?token=${token}`), { status: 200 });
eventually(
  assertions.httpApiCall(`${api.url}/me`, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  }),
  {
    status: 204,
    headers: {
      'access-control-allow-origin': [ORIGIN],
      'access-control-allow-credentials': ['true'],
      'access-control-allow-methods': [Match.stringLikeRegexp('GET')],
      'access-control-allow-headers': [Match.stringLikeRegexp('authorization')],
    },
  },
);
