import { Duration, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Authorization, Cors, IdentitySource, RouteIntegration, SecureHttpApi } from '../../../lib';
import { functionIn } from '../../secure-http-api/api-under-test';
import { IntendedDifference, NOTHING, unexplained } from './differences';
import { ONE_PERMISSION_A_FUNCTION } from './permissions';
import { ourFacts, samFacts } from './http-facts';
import { synthesized, transformedBySam } from './templates';

const CORS_HEADERS = 'preflights: allowheaders';

const INTENDED: IntendedDifference[] = [
  {
    reason: 'ANY would take OPTIONS as well, and its authorizer refuse preflights',
    sam: ['ANY /files/{proxy+} is answered by MyFunction (payload 2.0)', 'ANY /files/{proxy+} asks for MyAuthFunction'],
    ours: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].flatMap((method) => [
      `${method} /files/{proxy+} is answered by MyFunction (payload 2.0)`,
      `${method} /files/{proxy+} asks for MyAuthFunction`,
    ]),
  },
  {
    reason: 'pages may send what the API asks for: the signature of /reports, and the type of a body',
    sam: [`${CORS_HEADERS} x-forwarded-for`],
    ours: [
      `${CORS_HEADERS} content-type,authorization,x-amz-content-sha256,x-amz-date,x-amz-security-token,x-forwarded-for`,
    ],
  },
  {
    reason: 'a verdict is kept only by those who say for how long, since it outlives what it was made of',
    sam: ['MyAuthFunction is asked again after a time that is not said'],
    ours: ['MyAuthFunction is asked again after 0 seconds'],
  },
  ONE_PERMISSION_A_FUNCTION,
];

/** The API of http-api.yaml. */
function ours(stack: Stack): void {
  const integration = RouteIntegration.lambda(functionIn(stack, 'MyFunction'));
  const identitySources = [IdentitySource.queryString('auth')];
  const api = new SecureHttpApi(stack, 'MyApi', {
    authorization: Authorization.lambda(functionIn(stack, 'MyAuthFunction'), { identitySources }),
    cors: Cors.allowOrigins(['https://www.example.com'], {
      methods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
      headers: ['x-forwarded-for'],
      maxAge: Duration.minutes(10),
      credentials: true,
    }),
  });
  api.addRoute('GET /', integration);
  api.addRoute('POST /orders', integration);
  api.addRoute('GET /orders/{id}', integration);
  api.addRoute('ANY /files/{proxy+}', integration);
  api.addRoute('GET /reports', integration, { authorization: Authorization.iam() });
  api.addRoute('GET /health', integration, { authorization: Authorization.none() });
}

describe('an HTTP API says the same as the one that AWS SAM makes', () => {
  const theirs = samFacts(transformedBySam('http-api.yaml'));
  const facts = ourFacts(synthesized(ours));

  it('but for the differences that are intended', () => {
    expect(unexplained(theirs, facts, INTENDED)).toEqual(NOTHING);
  });

  it('an open route would be found', () => {
    const open = facts.map((fact) =>
      fact.replace('POST /orders asks for MyAuthFunction', 'POST /orders asks for nothing'),
    );
    expect(unexplained(theirs, open, INTENDED)).toEqual({
      sam: ['POST /orders asks for MyAuthFunction'],
      ours: ['POST /orders asks for nothing'],
      noLongerSo: [],
    });
  });
});
