import { App, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Authorization, Cors, IdentitySource, LambdaAuthorizationOptions, RouteIntegration } from '../../lib';
import { apiIn, functionIn } from './api-under-test';

const KEY = IdentitySource.header('X-Key');
const resultsCacheTtl = Duration.minutes(1);

/** What the warnings of one route say to add. */
function toAdd(routeKey: string, options: LambdaAuthorizationOptions, cors = Cors.disabled()): string | undefined {
  const stack = new Stack(new App(), 'Stack');
  const authorization = Authorization.lambda(functionIn(stack, 'Authorizer'), options);
  apiIn(stack, { authorization, cors }).addRoute(routeKey, RouteIntegration.lambda(functionIn(stack)));
  const id = 'cdk-apigateway-patterns:Authorization.cachedVerdict';
  const [warning] = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(id));
  return warning && /; add (.*) where/.exec(String(warning.entry.data))?.[1];
}

describe('a cached verdict (H-64)', () => {
  it.each([
    ['$default', "IdentitySource.context('httpMethod') and IdentitySource.context('path')"],
    ['ANY /x', "IdentitySource.context('httpMethod')"],
    ['GET /{proxy+}', "IdentitySource.context('path')"],
    ['GET /x/{id}', "IdentitySource.context('path')"],
    ['GET /x', undefined],
  ])('for %s serves more than one kind of request unless one adds %s', (routeKey, expected) => {
    expect(toAdd(routeKey, { identitySources: [KEY], resultsCacheTtl })).toBe(expected);
  });

  it('tells methods apart where ANY became routes of its own', () => {
    const cors = Cors.allowOrigins(['https://app.example.com']);
    expect(toAdd('ANY /x', { identitySources: [KEY], resultsCacheTtl }, cors)).toBeUndefined();
  });

  it('is no matter where the variables are in the key, or nothing is cached', () => {
    const identitySources = [KEY, IdentitySource.context('httpMethod'), IdentitySource.context('path')];
    expect(toAdd('$default', { identitySources, resultsCacheTtl })).toBeUndefined();
    expect(toAdd('$default', { identitySources: [KEY] })).toBeUndefined();
  });

  it.each([
    [[IdentitySource.context('routeKey')]],
    [[IdentitySource.stageVariable('tenant'), IdentitySource.context('path')]],
    [[]],
  ])('that would serve every caller is refused: %j', (identitySources) => {
    const fn = functionIn(new Stack());
    expect(() => Authorization.lambda(fn, { identitySources, resultsCacheTtl })).toThrow(
      '[Authorization.lambda] a cached verdict would serve every caller, got ',
    );
    expect(() => Authorization.lambda(fn, { identitySources })).not.toThrow();
    const token = Duration.seconds(Token.asNumber({ Ref: 'Ttl' }));
    expect(() => Authorization.lambda(fn, { identitySources, resultsCacheTtl: token })).toThrow('every caller');
  });

  it.each([
    [IdentitySource.header('X-Key')],
    [IdentitySource.queryString('key')],
    [IdentitySource.context('identity.sourceIp')],
    [IdentitySource.context(Lazy.string({ produce: () => 'routeKey' }))],
  ])('may be kept by what may tell callers apart', (source) => {
    const identitySources = [IdentitySource.context('routeKey'), source];
    expect(() => Authorization.lambda(functionIn(new Stack()), { identitySources, resultsCacheTtl })).not.toThrow();
  });
});
