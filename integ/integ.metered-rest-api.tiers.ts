/** Keys open routes as far as their tiers go and tell how far, and pages of allowed origins may call them. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Match } from '@aws-cdk/integ-tests-alpha';
import { Authorization, Cors, MeteredRestApi, Quota, RouteIntegration, UsageMetering } from '../lib';
import { eventually, inlineFunction, meantToBePublic, scenario } from './harness';

/** Keys take longer than routes to hold everywhere. */
const PATIENCE = Duration.minutes(5);
const ORIGIN = 'https://app.example.com';

const { stack, assertions } = scenario('Tiers', 'MeteredRestApi');

const getProduct = inlineFunction(
  stack,
  'GetProduct',
  `exports.handler = async ({ pathParameters }) => ({ statusCode: 200, body: JSON.stringify({ id: pathParameters.id }) });`,
);
const api = new MeteredRestApi(stack, 'Api', {
  authorization: Authorization.none(),
  cors: Cors.allowOrigins([ORIGIN, 'https://*.example.org'], { credentials: true }),
  tiers: {
    trial: { quota: Quota.perDay(1) },
    pro: { throttle: { rateLimit: 10, burstLimit: 20 }, quota: Quota.perMonth(1_000) },
  },
  metering: UsageMetering.hourly({ removalPolicy: RemovalPolicy.DESTROY }),
});
const publicly = { authorization: Authorization.none() };
meantToBePublic(api.addRoute('GET /products/{id}', RouteIntegration.lambda(getProduct), publicly));
meantToBePublic(api.addUsageRoute('GET /usage', publicly));

const withKeyOf = (secret: ISecret) => {
  const value = assertions.awsApiCall('secrets-manager', 'getSecretValue', { SecretId: secret.secretArn });
  return { headers: { 'x-api-key': value.getAttString('SecretString') } };
};
const product = `${api.url}/products/7`;
const refused = {
  status: 403,
  headers: { 'content-type': ['application/problem+json'] },
  body: { status: 403, title: 'Forbidden' },
};

eventually(assertions.httpApiCall(product), refused);
eventually(assertions.httpApiCall(product, { headers: { 'x-api-key': 'forged' } }), refused);
const pro = withKeyOf(api.addApiKey('Globex', { tier: 'pro' }));
eventually(assertions.httpApiCall(product, pro), { status: 200, body: { id: '7' } }, PATIENCE);
eventually(
  assertions.httpApiCall(`${api.url}/usage`, pro),
  { status: 200, body: { tier: 'pro', limits: { quota: { limit: 1_000 } } } },
  PATIENCE,
);
// API Gateway counts with some delay, so that a few calls more than one get through
eventually(
  assertions.httpApiCall(product, withKeyOf(api.addApiKey('Acme', { tier: 'trial' }))),
  { status: 429, headers: { 'retry-after': ['3600'] }, body: { title: 'Too Many Requests' } },
  PATIENCE,
);

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'x-api-key' },
});
for (const origin of [ORIGIN, 'https://shop.example.org']) {
  eventually(assertions.httpApiCall(product, preflight(origin)), {
    status: 204,
    headers: {
      'access-control-allow-origin': [origin],
      'access-control-allow-credentials': ['true'],
      'access-control-allow-methods': [Match.stringLikeRegexp('GET')],
      'access-control-allow-headers': [Match.stringLikeRegexp('x-api-key')],
    },
  });
}

// that a header is not there, assertions cannot say
const page = inlineFunction(
  stack,
  'Page',
  `exports.handler = async (request) => {
  const { status, headers } = await fetch(process.env.URL, request);
  return { status, cors: [...headers.keys()].filter((name) => name.startsWith('access-control-')).join() };
};`,
  { environment: { URL: product } },
);
for (const origin of ['https://elsewhere.example.com', 'https://shop-example.org']) {
  const payload = JSON.stringify(preflight(origin));
  eventually(assertions.invokeFunction({ functionName: page.functionName, payload }), {
    Payload: Match.serializedJson({ status: 204, cors: '' }),
  });
}
