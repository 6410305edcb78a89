import { Body, Operation } from './rest-api-under-test';

type Members = Readonly<Record<string, unknown>>;

/** What the import knows (rules C-1 to C-20): it skips, or refuses, what is written otherwise. */
const ROOT = [
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-policy',
  'x-amazon-apigateway-request-validators',
];
const OPERATION = [
  'x-amazon-apigateway-auth',
  'x-amazon-apigateway-integration',
  'x-amazon-apigateway-request-validator',
];
const INTEGRATION: Record<string, readonly string[] | undefined> = {
  type: ['aws', 'aws_proxy', 'http_proxy', 'mock'],
  uri: undefined,
  httpMethod: undefined,
  credentials: undefined,
  timeoutInMillis: undefined,
  passthroughBehavior: ['never', 'when_no_match', 'when_no_templates'],
  requestParameters: undefined,
  requestTemplates: undefined,
  cacheNamespace: undefined,
  cacheKeyParameters: undefined,
  responses: undefined,
};
const AUTHORIZER: Record<string, readonly string[] | undefined> = {
  type: ['cognito_user_pools', 'request'],
  authorizerUri: undefined,
  authorizerResultTtlInSeconds: undefined,
  identitySource: undefined,
  identityValidationExpression: undefined,
  providerARNs: undefined,
};

/** Faults of what stands inside `x-amazon-*`: names, enums and references. No validator of OpenAPI looks there. */
export function extensionFaults(body: Body): string[] {
  return [
    ...unknownNames('body', body, ROOT),
    ...Object.entries(body.components.securitySchemes).flatMap(([name, scheme]) => schemeFaults(name, scheme)),
    ...operations(body).flatMap(([where, operation]) => operationFaults(where, operation, body)),
  ];
}

function operations({ paths }: Body): [string, Operation][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]): [string, Operation] => [`${verb} ${path}`, operation]),
  );
}

function unknownNames(where: string, members: object, known: readonly string[]): string[] {
  return Object.keys(members)
    .filter((name) => name.startsWith('x-amazon-') && !known.includes(name))
    .map((name) => `${where}: ${name} is not known`);
}

function schemeFaults(name: string, scheme: Members): string[] {
  const authorizer = scheme['x-amazon-apigateway-authorizer'] as Members | undefined;
  return [
    ...unknownNames(name, scheme, ['x-amazon-apigateway-authorizer', 'x-amazon-apigateway-authtype']),
    ...(authorizer ? memberFaults(name, authorizer, AUTHORIZER) : []),
    ...(scheme.type === 'apiKey' ? [] : [`${name}: the import takes schemes of type apiKey only`]),
  ];
}

function operationFaults(where: string, operation: Operation, body: Body): string[] {
  const integration = operation['x-amazon-apigateway-integration'] as Members | undefined;
  const validator = operation['x-amazon-apigateway-request-validator'] as string | undefined;
  const validators = (body['x-amazon-apigateway-request-validators'] ?? {}) as Members;
  const schemes = operation.security.flatMap(Object.keys);
  const unknown = schemes.filter((scheme) => !(scheme in body.components.securitySchemes));
  return [
    ...unknownNames(where, operation, OPERATION),
    ...unknown.map((scheme) => `${where}: there is no security scheme ${scheme}`),
    ...(validator !== undefined && !(validator in validators) ? [`${where}: there is no validator ${validator}`] : []),
    ...(integration ? integrationFaults(where, integration, operation) : [`${where}: no integration`]),
  ];
}

function integrationFaults(where: string, integration: Members, operation: Operation): string[] {
  const declared = (operation.parameters ?? []).map((parameter) => `${parameter.in}.${parameter.name}`);
  const keys = (integration.cacheKeyParameters ?? []) as string[];
  const answers = Object.values((integration.responses ?? {}) as Record<string, { statusCode: string }>);
  const statuses = Object.keys((operation.responses ?? {}) as object);
  return [
    ...memberFaults(where, integration, INTEGRATION),
    ...keys
      .map((key) => key.replace('method.request.', '').replace('querystring.', 'query.'))
      .filter((key) => !declared.includes(key))
      .map((key) => `${where}: cache key ${key} is not declared`),
    ...answers
      .filter(({ statusCode }) => !statuses.includes(statusCode))
      .map(({ statusCode }) => `${where}: status ${statusCode} is not declared`),
    ...(integration.type === 'mock' || integration.httpMethod !== undefined ? [] : [`${where}: no httpMethod`]),
    ...(integration.type === 'mock' || integration.uri !== undefined ? [] : [`${where}: no uri`]),
  ];
}

function memberFaults(where: string, members: Members, known: Record<string, readonly string[] | undefined>): string[] {
  return Object.entries(members).flatMap(([name, value]) => {
    if (!(name in known)) {
      return [`${where}: ${name} is not known`];
    }
    const values = known[name];
    return values && !values.includes(value as string) ? [`${where}: ${name} is ${String(value)}`] : [];
  });
}
