/** Tokens of a Cognito user pool open the routes of their scopes, by the shipped authorizer and by Cognito's own. */
import { Annotations } from 'aws-cdk-lib';
import { Authorization, MeteredRestApi, RouteIntegration } from '../lib';
import { CognitoUser } from './cognito-user';
import { eventually, inlineFunction, scenario } from './harness';

/** Which Cognito puts into the access token of whoever signs in. */
const SCOPE = 'aws.cognito.signin.user.admin';

const { stack, assertions } = scenario('Jwt', 'MeteredRestApi');

const ada = new CognitoUser(stack);
const whoAmI = inlineFunction(
  stack,
  'WhoAmI',
  `exports.handler = async ({ requestContext: { authorizer } }) => ({
  statusCode: 200,
  body: JSON.stringify({ user: (authorizer.claims ?? authorizer).username }),
});`,
);
const api = new MeteredRestApi(stack, 'Api', {
  authorization: Authorization.jwt({
    issuer: `https://cognito-idp.${stack.region}.amazonaws.com/${ada.users.userPoolId}`,
    audience: [ada.client.userPoolClientId],
  }),
});
const integration = RouteIntegration.lambda(whoAmI);
api.addRoute('GET /me', integration);
api.addRoute('GET /account', integration, { scopes: [SCOPE] });
api.addRoute('GET /orders', integration, { scopes: ['orders/read'] });
const byCognito = api.addRoute('GET /pool', integration, {
  authorization: Authorization.cognito(ada.users, { clients: [ada.client] }),
  scopes: [SCOPE],
});
Annotations.of(byCognito).acknowledgeWarning(
  'cdk-apigateway-patterns:Authorization.cognitoClients',
  'the user pool has one app client',
);

const token = ada.signIn(assertions);
const get = (path: string, bearer?: string) =>
  assertions.httpApiCall(`${api.url}${path}`, bearer ? { headers: { authorization: `Bearer ${bearer}` } } : {});
const refused = (status: number, title: string) => ({
  status,
  headers: { 'content-type': ['application/problem+json'] },
  body: { status, title },
});
const ok = { status: 200, body: { user: ada.username } };

for (const path of ['/me', '/pool']) {
  eventually(get(path), refused(401, 'Unauthorized'));
  eventually(get(path, 'forged'), refused(401, 'Unauthorized'));
  eventually(get(path, token), ok);
}
// the verdict on the one is cached, and must not open the other
eventually(get('/account', token), ok).next(eventually(get('/orders', token), refused(403, 'Forbidden')));
