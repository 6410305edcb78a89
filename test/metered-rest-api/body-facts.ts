import { Body, Operation } from './rest-api-under-test';

const ANY = 'x-amazon-apigateway-any-method';
const AUTH = 'x-amazon-apigateway-auth';

interface Validator {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** Operations by `METHOD /path`, without preflights. */
export function routeOperations({ paths }: Body): [string, Operation][] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([verb]) => verb !== 'options')
      .map(([verb, operation]): [string, Operation] => [
        `${verb === ANY ? 'ANY' : verb.toUpperCase()} ${path}`,
        operation,
      ]),
  );
}

/** Routes that let in whoever asks, as the import understands them. */
export function unauthorized(body: Body): string[] {
  const schemes = body.components.securitySchemes;
  const isAuthorizer = (name: string) => 'x-amazon-apigateway-authorizer' in schemes[name];
  return routeOperations(body)
    .filter(([, { security }]) => !security.flatMap(Object.keys).some(isAuthorizer))
    .filter(([, operation]) => (operation[AUTH] as { type?: string } | undefined)?.type !== 'AWS_IAM')
    .map(([key]) => key);
}

/** Routes that describe a request nobody checks. */
export function unvalidated(body: Body): string[] {
  const validators = (body['x-amazon-apigateway-request-validators'] ?? {}) as Record<string, Validator | undefined>;
  return routeOperations(body)
    .filter(([, operation]) => {
      const validator = validators[operation['x-amazon-apigateway-request-validator'] as string];
      const parameters = (operation.parameters ?? []).filter(({ in: place, required }) => place !== 'path' && required);
      return (
        (operation.requestBody !== undefined && !validator?.validateRequestBody) ||
        (parameters.length > 0 && !validator?.validateRequestParameters)
      );
    })
    .map(([key]) => key);
}

/** Paths whose preflight wants what browsers don't send with one: a token, a signature, an API key. */
export function guardedPreflights({ paths }: Body): string[] {
  return Object.entries(paths)
    .filter(([, { options }]) => options && (options.security.length > 0 || options[AUTH] !== undefined))
    .map(([path]) => path);
}

/** Paths that browsers may call, since others of the API have preflights, and whose own preflight nothing answers. */
export function unansweredPreflights({ paths }: Body): string[] {
  const isAnswered = (path: string) => isMock(paths[path]?.options);
  if (!Object.keys(paths).some(isAnswered)) {
    return [];
  }
  // a path without OPTIONS falls back to the greedy one at the root, unless it takes OPTIONS itself
  const takesOptions = (path: string) => path === '/' || path.endsWith('+}') || ANY in paths[path];
  const fallsBack = (path: string) => isAnswered('/{proxy+}') && !takesOptions(path);
  return Object.keys(paths).filter((path) => !isAnswered(path) && !fallsBack(path));
}

function isMock(operation: Operation | undefined): boolean {
  return operation?.['x-amazon-apigateway-integration'].type === 'mock';
}
