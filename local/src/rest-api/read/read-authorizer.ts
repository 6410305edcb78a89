import { functionArnIn } from '../../assembly/function-uri';
import { IDENTITY_SOURCE } from '../authorizers/identity-source';
import { RestAuthorizationModel } from '../model';
import { javaRegex } from '../../templates/java-regex';
import { BodyNode } from './body-node';

const MEMBERS = [
  'authorizerCredentials',
  'authorizerResultTtlInSeconds',
  'authorizerUri',
  'identitySource',
  'identityValidationExpression',
  'providerARNs',
  'type',
];
const TYPES = ['token', 'request', 'cognito_user_pools'] as const;

/** */
const DEFAULT_TTL_SECONDS = 300;
const MAX_TTL_SECONDS = 3_600;

/** `x-amazon-apigateway-authorizer` of a security scheme (C-8 to C-11). */
export function readAuthorizer(name: string, scheme: BodyNode): RestAuthorizationModel | undefined {
  const node = scheme.get('x-amazon-apigateway-authorizer');
  node.allow(MEMBERS);
  const type = node.get('type').oneOf(TYPES);
  const pattern = node.get('identityValidationExpression').text();
  if (type === undefined) return node.get('type').isSet ? undefined : node.get('type').refuse('is missing');
  if (pattern !== undefined && !isPattern(pattern)) {
    return node.get('identityValidationExpression').refuse("the pattern can't be evaluated");
  }
  const header = scheme.get('name').text() ?? '';
  if (type === 'cognito_user_pools') return readCognito(name, header, node, pattern);
  return readLambda(name, header, node, type === 'token' ? 'TOKEN' : 'REQUEST', pattern);
}

/** C-9 */
function readCognito(
  authorizerName: string,
  header: string,
  node: BodyNode,
  audiencePattern: string | undefined,
): RestAuthorizationModel | undefined {
  const issuers: string[] = [];
  for (const [, arn] of node.get('providerARNs').entries()) {
    const [, region, pool] = /^arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool\/(.+)$/.exec(arn.text() ?? '') ?? [];
    if (pool === undefined) return arn.refuse('is not the ARN of a user pool');
    issuers.push(`https://cognito-idp.${region}.amazonaws.com/${pool}`);
  }
  if (issuers.length === 0) return node.get('providerARNs').refuse('names no user pool');
  return { kind: 'cognito', authorizerName, header, issuers, audiencePattern, scopes: [] };
}

/** C-10, C-11 */
function readLambda(
  authorizerName: string,
  header: string,
  node: BodyNode,
  type: 'TOKEN' | 'REQUEST',
  tokenPattern: string | undefined,
): RestAuthorizationModel | undefined {
  const functionArn = functionArnIn(node.get('authorizerUri').text() ?? '');
  if (!functionArn) return node.get('authorizerUri').refuse('is not the invocation URI of a Lambda function');
  const ttl = node.get('authorizerResultTtlInSeconds');
  const resultTtlSeconds = ttl.number() ?? DEFAULT_TTL_SECONDS;
  if (resultTtlSeconds < 0 || resultTtlSeconds > MAX_TTL_SECONDS) return ttl.refuse(`must be 0 to ${MAX_TTL_SECONDS}`);
  const fallback = type === 'TOKEN' ? `method.request.header.${header}` : '';
  const identitySources = (node.get('identitySource').text() ?? fallback)
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  const problem = sourceProblem(type, identitySources, resultTtlSeconds);
  if (problem) return node.get('identitySource').refuse(problem);
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
  if (type === 'TOKEN' && sources.length !== 1) return 'a TOKEN authorizer has one header as its identity source';
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
