/** A function decides who may call what, and its cached verdict on one route opens no other. */
import { Duration } from 'aws-cdk-lib';
import { Authorization, IdentitySource, RouteIntegration, SecureHttpApi } from '../lib';
import { eventually, inlineFunction, scenario } from './harness';

const { stack, assertions } = scenario('LambdaAuthorizer');

const doorkeeper = inlineFunction(
  stack,
  'Doorkeeper',
  `
const routesOf = { guest: ['GET /lobby'], owner: ['GET /lobby', 'GET /safe'] };
exports.handler = async ({ headers, routeKey }) => ({
  isAuthorized: (routesOf[headers['x-caller']] ?? []).includes(routeKey),
  context: { caller: headers['x-caller'] },
});`,
);
const greet = inlineFunction(
  stack,
  'Greet',
  `exports.handler = async ({ requestContext }) => ({ hello: requestContext.authorizer.lambda.caller });`,
);
const api = new SecureHttpApi(stack, 'Api', {
  authorization: Authorization.lambda(doorkeeper, {
    identitySources: [IdentitySource.header('X-Caller')],
    resultsCacheTtl: Duration.minutes(5),
  }),
});
api.addRoute('GET /lobby', RouteIntegration.lambda(greet));
api.addRoute('GET /safe', RouteIntegration.lambda(greet));

const as = (caller: string) => ({ headers: { 'x-caller': caller } });

eventually(assertions.httpApiCall(`${api.url}/lobby`), { status: 401 });
eventually(assertions.httpApiCall(`${api.url}/lobby`, as('stranger')), { status: 403 });
eventually(assertions.httpApiCall(`${api.url}/safe`, as('owner')), { status: 200, body: { hello: 'owner' } });
eventually(assertions.httpApiCall(`${api.url}/lobby`, as('guest')), { status: 200, body: { hello: 'guest' } }).next(
  eventually(assertions.httpApiCall(`${api.url}/safe`, as('guest')), { status: 403 }),
);
