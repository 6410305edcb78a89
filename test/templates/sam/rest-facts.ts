import { permissionFacts } from './permissions';
import { functionIn, propertiesOf, Resources } from './templates';

interface Operation {
  readonly security?: Record<string, string[]>[];
  readonly 'x-amazon-apigateway-auth'?: { readonly type: string };
  readonly 'x-amazon-apigateway-integration': Integration;
}

interface Integration {
  readonly type: string;
  readonly uri: unknown;
  readonly credentials?: unknown;
  readonly responses: {
    readonly default: {
      readonly statusCode: string;
      readonly responseParameters?: Record<string, string>;
      readonly responseTemplates: Record<string, string>;
    };
  };
}

interface Authorizer {
  readonly type: string;
  readonly authorizerUri: unknown;
  readonly identitySource: string;
  readonly authorizerResultTtlInSeconds?: number;
}

interface Scheme {
  readonly 'x-amazon-apigateway-authtype'?: string;
  readonly 'x-amazon-apigateway-authorizer'?: Authorizer;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

interface RestBody {
  readonly paths: Paths;
  readonly securityDefinitions?: Record<string, Scheme>;
  readonly components?: { readonly securitySchemes: Record<string, Scheme> };
}

interface Context {
  readonly resources: Resources;
  readonly schemes: Record<string, Scheme>;
}

/** What a REST API does, in words that don't depend on the version of OpenAPI that its body is written in. */
export function restFacts(resources: Resources): string[] {
  const body = propertiesOf(resources, 'AWS::ApiGateway::RestApi')[0].Body as RestBody;
  const context = { resources, schemes: body.securityDefinitions ?? body.components!.securitySchemes };
  return [
    ...routes(body.paths).flatMap(([key, operation]) => routeFacts(context, key, operation)),
    ...routes(body.paths).flatMap(([key]) => preflightFacts(context, body.paths, key.split(' ')[1])),
    ...Object.values(context.schemes).flatMap((scheme) => authorizerFacts(context, scheme)),
    ...permissionFacts(resources),
    ...propertiesOf(resources, 'AWS::ApiGateway::UsagePlan').flatMap(({ Throttle, Quota }) =>
      planFacts(Throttle, Quota),
    ),
  ];
}

function routes(paths: Paths): [string, Operation][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([verb]) => verb !== 'options')
      .map(([verb, operation]): [string, Operation] => [
        `${verb === 'x-amazon-apigateway-any-method' ? 'ANY' : verb.toUpperCase()} ${path}`,
        operation,
      ]),
  );
}

function routeFacts(context: Context, key: string, operation: Operation): string[] {
  const { type, uri, credentials } = operation['x-amazon-apigateway-integration'];
  return [
    `${key} is answered by ${functionIn(context.resources, uri)} (${type})`,
    `${key} asks for ${demands(context, operation)}`,
    ...(credentials === undefined ? [] : [`${key} is called as ${String(credentials)}`]),
  ];
}

function demands({ resources, schemes }: Context, operation: Operation): string {
  const ofAuth = operation['x-amazon-apigateway-auth']?.type === 'AWS_IAM' ? ['a signature'] : [];
  const ofSchemes = (operation.security ?? []).flatMap(Object.keys).map((name) => {
    const { 'x-amazon-apigateway-authorizer': authorizer, 'x-amazon-apigateway-authtype': type } = schemes[name];
    return authorizer ? functionIn(resources, authorizer.authorizerUri) : type === 'awsSigv4' ? 'a signature' : 'a key';
  });
  return [...ofAuth, ...ofSchemes].sort().join(' and ') || 'nothing';
}

/** OPTIONS of a path that has none of its own falls back to the greedy one at the root. */
function preflightFacts(context: Context, paths: Paths, path: string): string[] {
  const operation = (paths[path].options ?? paths['/{proxy+}']?.options) as Operation | undefined;
  if (!operation) {
    return [`preflights of ${path} are not answered`];
  }
  const answer = operation['x-amazon-apigateway-integration'].responses.default;
  return [
    `preflights of ${path} ask for ${demands(context, operation)}`,
    `preflights are answered with ${answer.statusCode}`,
    ...Object.entries(headersOf(answer)).map(([name, value]) => `preflights are answered with ${name}: ${value}`),
  ];
}

function headersOf({ responseParameters = {}, responseTemplates }: Integration['responses']['default']) {
  const unquoted = (text: string) => text.replace(/^'|'$/g, '');
  const template = Object.values(responseTemplates)[0];
  const compared = /\$o=='([^']+)'/.exec(template)?.[1] ?? '';
  return Object.fromEntries([
    ...Object.entries(responseParameters).map(([name, value]) => [name.split('.').pop()!, unquoted(value)]),
    ...[...template.matchAll(/responseOverride\.header\.([\w-]+)=('[^']*'|\$o)/g)].map(([, name, value]) => [
      name,
      value === '$o' ? compared : unquoted(value),
    ]),
  ]) as Record<string, string>;
}

function authorizerFacts({ resources }: Context, scheme: Scheme): string[] {
  const authorizer = scheme['x-amazon-apigateway-authorizer'];
  if (!authorizer) {
    return [];
  }
  const name = functionIn(resources, authorizer.authorizerUri);
  return [
    `${name} decides by ${authorizer.type}, ${authorizer.identitySource}`,
    // API Gateway's own default
    `${name} is asked again after ${authorizer.authorizerResultTtlInSeconds ?? 300} seconds`,
  ];
}

function planFacts(throttle: unknown, quota: unknown): string[] {
  const { RateLimit, BurstLimit } = throttle as Record<string, number>;
  const { Limit, Period } = quota as Record<string, string>;
  return [`keys are good for ${RateLimit} requests a second, ${BurstLimit} at once, ${Limit} a ${Period}`];
}
