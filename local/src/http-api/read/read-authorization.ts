import { ResourceReader } from '../../assembly';
import { checkProperties } from '../../assembly/property-table';
import { AuthorizationModel } from '../model';
import { functionArnIn } from '../../assembly/function-uri';
import { authorizerProperties } from './property-tables';
import { checkCount } from './quotas';

/** H-64 */
const LONGEST_TTL_SECONDS = 3_600;

/** An authorizer before a route's own scopes are added. */
export type AuthorizerModel = Exclude<AuthorizationModel, { kind: 'none' | 'iam' }>;

/** AWS::ApiGatewayV2::Authorizer of an HTTP API. */
export function readAuthorizer(resource: ResourceReader): AuthorizerModel | undefined {
  checkProperties(resource, authorizerProperties);
  const type = resource.string('AuthorizerType');
  if (type === 'JWT') return readJwtAuthorizer(resource);
  if (type === 'REQUEST') return readLambdaAuthorizer(resource);
  return resource.refuse(`must be JWT or REQUEST, got ${JSON.stringify(type)}`, 'AuthorizerType');
}

function readJwtAuthorizer(resource: ResourceReader): AuthorizerModel | undefined {
  const [identitySource, ...others] = identitySources(resource);
  if (!identitySource || others.length > 0) {
    return resource.refuse('a JWT authorizer has exactly one identity source', 'IdentitySource');
  }
  const issuer = resource.string('JwtConfiguration.Issuer');
  const audience = resource.strings('JwtConfiguration.Audience') ?? [];
  if (!issuer) return resource.refuse('has no issuer', 'JwtConfiguration.Issuer');
  if (audience.length === 0) return resource.refuse('has no audience', 'JwtConfiguration.Audience');
  checkCount(resource, 'audiences', audience.length, 'JwtConfiguration.Audience');
  return { kind: 'jwt', authorizerId: resource.ref ?? '', identitySource, issuer, audience, scopes: [] };
}

function readLambdaAuthorizer(resource: ResourceReader): AuthorizerModel | undefined {
  const functionArn = functionArnIn(resource.string('AuthorizerUri') ?? '');
  if (!functionArn) return resource.refuse('is not the URI of a Lambda function', 'AuthorizerUri');
  const payloadFormat = resource.string('AuthorizerPayloadFormatVersion');
  if (payloadFormat !== '1.0' && payloadFormat !== '2.0') {
    return resource.refuse('must be 1.0 or 2.0', 'AuthorizerPayloadFormatVersion');
  }
  const simpleResponses = resource.boolean('EnableSimpleResponses') ?? false;
  if (simpleResponses && payloadFormat === '1.0') {
    return resource.refuse('needs AuthorizerPayloadFormatVersion 2.0', 'EnableSimpleResponses');
  }
  const resultTtlSeconds = resource.number('AuthorizerResultTtlInSeconds') ?? 0;
  if (resultTtlSeconds < 0 || resultTtlSeconds > LONGEST_TTL_SECONDS) {
    return resource.refuse(
      `must be 0 to ${LONGEST_TTL_SECONDS}, got ${resultTtlSeconds}`,
      'AuthorizerResultTtlInSeconds',
    );
  }
  const sources = identitySources(resource);
  if (resultTtlSeconds > 0 && sources.length === 0) {
    return resource.refuse('needs at least one IdentitySource', 'AuthorizerResultTtlInSeconds');
  }
  return {
    kind: 'lambda',
    authorizerId: resource.ref ?? '',
    functionArn,
    identitySources: sources,
    payloadFormat,
    simpleResponses,
    resultTtlSeconds,
  };
}

function identitySources(resource: ResourceReader): string[] {
  const value = resource.value('IdentitySource');
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** What a route demands. Undefined with a finding when it can't be told, and then the route is not served. */
export function readRouteAuthorization(
  route: ResourceReader,
  authorizers: ReadonlyMap<string, AuthorizerModel>,
): AuthorizationModel | undefined {
  const type = route.string('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return { kind: 'none' };
  if (type === 'AWS_IAM') return { kind: 'iam' };
  const wantedKind = { JWT: 'jwt', CUSTOM: 'lambda' }[type];
  if (!wantedKind) return route.refuse(`must be NONE, AWS_IAM, JWT or CUSTOM, got ${type}`, 'AuthorizationType');

  const authorizer = authorizers.get(route.string('AuthorizerId') ?? '');
  if (!authorizer) return route.refuse('is not an authorizer of this API in this assembly', 'AuthorizerId');
  if (authorizer.kind !== wantedKind) {
    return route.refuse(
      `${type} does not fit the authorizer, which is of kind ${authorizer.kind}`,
      'AuthorizationType',
    );
  }
  if (authorizer.kind !== 'jwt') return authorizer;
  const scopes = route.strings('AuthorizationScopes') ?? [];
  checkCount(route, 'scopes', scopes.length, 'AuthorizationScopes');
  return { ...authorizer, scopes };
}
