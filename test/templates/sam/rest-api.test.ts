import { Duration, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Authorization, Cors, IdentitySource, MeteredRestApi, Quota, RouteIntegration } from '../../../lib';
import { functionIn } from '../../secure-http-api/api-under-test';
import { IntendedDifference, NOTHING, unexplained } from './differences';
import { ONE_PERMISSION_A_FUNCTION } from './permissions';
import { restFacts } from './rest-facts';
import { synthesized, transformedBySam } from './templates';

const PATHS = ['/', '/orders', '/orders/{id}', '/files/{proxy+}', '/reports', '/health'];
const CORS_HEADER = 'preflights are answered with Access-Control-Allow-Headers';

const INTENDED: IntendedDifference[] = [
  {
    reason: 'browsers send preflights without credentials: with what SAM asks for, no page gets past one',
    sam: PATHS.map((path) => `preflights of ${path} ask for MyAuthFunction and a key`),
    ours: PATHS.map((path) => `preflights of ${path} ask for nothing`),
  },
  {
    reason: 'an answer without a body',
    sam: ['preflights are answered with 200'],
    ours: ['preflights are answered with 204'],
  },
  {
    reason: 'the answer depends on the origin, which caches must know',
    sam: [],
    ours: ['preflights are answered with Vary: Origin'],
  },
  {
    reason: 'pages may send what the API asks for: the key, the signature of /reports, and the type of a body',
    sam: [`${CORS_HEADER}: x-forwarded-for`],
    ours: [
      `${CORS_HEADER}: content-type,authorization,x-amz-content-sha256,x-amz-date,x-amz-security-token,x-api-key,x-forwarded-for`,
    ],
  },
  {
    reason: 'a verdict is kept only by those who say for how long, since it outlives what it was made of',
    sam: ['MyAuthFunction is asked again after 300 seconds'],
    ours: ['MyAuthFunction is asked again after 0 seconds'],
  },
  {
    reason: 'callers need no permission of their own on the function: the API calls it for whoever may call the route',
    sam: ['GET /reports is called as arn:aws:iam::*:user/*'],
    ours: [],
  },
  ONE_PERMISSION_A_FUNCTION,
];

/** The API of rest-api.yaml. */
function ours(stack: Stack): void {
  const integration = RouteIntegration.lambda(functionIn(stack, 'MyFunction'));
  const identitySources = [IdentitySource.queryString('auth')];
  const api = new MeteredRestApi(stack, 'MyApi', {
    authorization: Authorization.lambda(functionIn(stack, 'MyAuthFunction'), { identitySources }),
    cors: Cors.allowOrigins(['https://www.example.com'], {
      methods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
      headers: ['x-forwarded-for'],
      maxAge: Duration.minutes(10),
      credentials: true,
    }),
    tiers: { standard: { throttle: { rateLimit: 5, burstLimit: 10 }, quota: Quota.perDay(1_000) } },
  });
  api.addRoute('GET /', integration);
  api.addRoute('POST /orders', integration);
  api.addRoute('GET /orders/{id}', integration);
  api.addRoute('ANY /files/{proxy+}', integration);
  api.addRoute('GET /reports', integration, { authorization: Authorization.iam() });
  api.addRoute('GET /health', integration, { authorization: Authorization.none(), apiKeyRequired: false });
  api.addApiKey('MyKey', { tier: 'standard' });
}

describe('a REST API says the same as the one that AWS SAM makes', () => {
  const theirs = restFacts(transformedBySam('rest-api.yaml'));

  const facts = restFacts(synthesized(ours));

  it('but for the differences that are intended', () => {
    expect(unexplained(theirs, facts, INTENDED)).toEqual(NOTHING);
  });

  it('an open route, a missing one and a reason without a difference would be found', () => {
    const open = facts.map((fact) =>
      fact.replace('POST /orders asks for MyAuthFunction and a key', 'POST /orders asks for nothing'),
    );
    expect(unexplained(theirs, open, INTENDED)).toEqual({
      sam: ['POST /orders asks for MyAuthFunction and a key'],
      ours: ['POST /orders asks for nothing'],
      noLongerSo: [],
    });
    const without = facts.filter((fact) => !fact.startsWith('GET /orders/{id}'));
    expect(unexplained(theirs, without, INTENDED).sam).toHaveLength(2);
    const tooMany = [...INTENDED, { reason: 'none', sam: ['POST /orders asks for nothing'], ours: [] }];
    expect(unexplained(theirs, facts, tooMany)).toEqual({ ...NOTHING, noLongerSo: ['POST /orders asks for nothing'] });
  });
});
