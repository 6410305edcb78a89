import { functionArnIn } from '../../assembly/function-uri';
import { PropertyNode } from '../../assembly/property-node';
import { javaRegex } from '../../templates/java/regex';
import { IDENTITY_SOURCE } from '../authorizers/identity-source';
import { RestAuthorizationModel } from '../model';

const TYPES = ['token', 'request', 'cognito_user_pools'] as const;

/** */
const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3_600;

/** The parts of an authorizer, whatever they are called where it is written. */
export interface AuthorizerSource {
  readonly name: string;
  readonly type: PropertyNode;
  /** The header that it looks at where it doesn't say otherwise; the only one that there is for user pools. */
  readonly header: string;
  readonly uri: PropertyNode;
  readonly providerArns: PropertyNode;
  readonly identitySource: PropertyNode;
  readonly identityValidationExpression: PropertyNode;
  readonly resultTtlInSeconds: PropertyNode;
}

/** C-8 to C-11. */
export function readAuthorizer(source: AuthorizerSource): RestAuthorizationModel | undefined {
  const type = source.type.oneOf(TYPES);
  const pattern = source.identityValidationExpression.text();
  if (type === undefined) return source.type.isSet ? undefined : source.type.refuse('is missing');
  if (pattern !== undefined && !isPattern(pattern)) {
    return source.identityValidationExpression.refuse("the pattern can't be evaluated");
  }
  if (type === 'cognito_user_pools') return readCognito(source, pattern);
  return readLambda(source, type === 'token' ? 'TOKEN' : 'REQUEST', pattern);
}

/** C-9 */
function readCognito(
  { name: authorizerName, header, providerArns, identitySource }: AuthorizerSource,
  audiencePattern: string | undefined,
): RestAuthorizationModel | undefined {
  const issuers: string[] = [];
  for (const [, arn] of providerArns.entries()) {
    const [, region, pool] = /^arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool\/(.+)$/.exec(arn.text() ?? '') ?? [];
    if (pool === undefined) return arn.refuse('is not the ARN of a user pool');
    issuers.push(`https://cognito-idp.${region}.amazonaws.com/${pool}`);
  }
  if (issuers.length === 0) return providerArns.refuse('names no user pool');
  if (header === '') return identitySource.refuse('must be a header, such as method.request.header.Authorization');
  return { kind: 'cognito', authorizerName, header, issuers, audiencePattern, scopes: [] };
}

/** C-10, C-11 */
function readLambda(
  { name: authorizerName, header, uri, identitySource, resultTtlInSeconds: ttl }: AuthorizerSource,
  type: 'TOKEN' | 'REQUEST',
  tokenPattern: string | undefined,
): RestAuthorizationModel | undefined {
  const functionArn = functionArnIn(uri.text() ?? '');
  if (!functionArn) return uri.refuse('is not the invocation URI of a Lambda function');
  const resultTtlSeconds = ttl.number() ?? DEFAULT_TTL_SECONDS;
  if (resultTtlSeconds < 0 || resultTtlSeconds > MAX_TTL_SECONDS) return ttl.refuse(`must be 0 to ${MAX_TTL_SECONDS}`);
  const fallback = type === 'TOKEN' ? `method.request.header.${header}` : '';
  const identitySources = (identitySource.text() ?? fallback)
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  const problem = sourceProblem(type, identitySources, resultTtlSeconds);
  if (problem) return identitySource.refuse(problem);
  return {
    kind: 'lambda',
    authorizerName,
    type,
    functionArn,
    identitySources,
    ...(type === 'TOKEN' && { tokenPattern }),
    resultTtlSeconds,
  };
}

function sourceProblem(type: string, sources: readonly string[], ttlSeconds: number): string | undefined {
  const unknown = sources.find((source) => !IDENTITY_SOURCE.test(source));
  if (unknown !== undefined) return `${unknown} is no identity source`;
  const isHeader = sources.length === 1 && /^method\.request\.header\../.test(sources[0] ?? '');
  if (type === 'TOKEN' && !isHeader) return 'a TOKEN authorizer has one header as its identity source';
  return ttlSeconds > 0 && sources.length === 0 ? 'is missing, while answers are cached by it' : undefined;
}

function isPattern(pattern: string): boolean {
  try {
    javaRegex(pattern);
    return true;
  } catch {
    return false;
  }
}
