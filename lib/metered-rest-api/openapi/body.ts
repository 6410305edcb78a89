import { RestCors } from '../rest-cors';
import { RestEntry, RestRoutes } from '../rest-routes';
import { access, AccessProps } from './access';
import { gatewayResponses } from './gateway-responses';
import { operation, OperationParts, validatorOf, VALIDATORS } from './operation';
import { OriginHeaders, preflightOperation } from './preflight-operation';
import { API_KEY, API_KEY_SCHEME } from './security-schemes';

export interface BodyProps {
  readonly title: string;
  readonly description?: string;
  readonly routes: RestRoutes;
  readonly cors?: RestCors;
  readonly access: AccessProps;
}

type PathItem = Record<string, unknown>;

/** What CloudFormation imports: everything about the API that is not its stage. Keys are in order, whoever came first. */
export function body({ title, description, routes, cors, ...props }: BodyProps): Record<string, unknown> {
  const entries = routes.entries.map((entry) => ({ entry, parts: entry.parts() }));
  const usesKeys = entries.some(({ parts }) => parts.apiKeyScheme);
  const headers = [...routes.authorizers.headers(), ...(usesKeys ? [API_KEY_SCHEME.name] : [])];
  const preflight = cors?.preflight(headers);
  const validators = new Set(entries.map(({ parts }) => validatorOf(parts)));
  const used = Object.entries(VALIDATORS).filter(([name]) => validators.has(name));
  return {
    openapi: '3.0.1',
    info: { title, version: '1', ...(description ? { description } : {}) },
    ...access(props.access),
    paths: inOrder(paths(entries, preflight, routes.paths.hasVariableAtRoot)),
    components: {
      securitySchemes: { ...(usesKeys ? { [API_KEY]: API_KEY_SCHEME } : {}), ...routes.authorizers.schemes() },
      ...(routes.schemas.size > 0 ? { schemas: inOrder(Object.fromEntries(routes.schemas)) } : {}),
    },
    'x-amazon-apigateway-api-key-source': 'HEADER',
    ...(used.length > 0 ? { 'x-amazon-apigateway-request-validators': Object.fromEntries(used) } : {}),
    'x-amazon-apigateway-gateway-responses': gatewayResponses(cors?.errorHeaders ?? {}),
  };
}

function paths(
  entries: { readonly entry: RestEntry; readonly parts: OperationParts }[],
  preflight: OriginHeaders | undefined,
  hasVariableAtRoot: boolean,
): Record<string, PathItem> {
  const items: Record<string, PathItem> = {};
  for (const { entry, parts } of entries) {
    const { method, path } = entry.key;
    const verb = method === 'ANY' ? 'x-amazon-apigateway-any-method' : method.toLowerCase();
    items[path] = { ...items[path], [verb]: imported(entry, parts) };
  }
  if (preflight) {
    for (const path of preflightPaths(items, hasVariableAtRoot)) {
      items[path] = { ...items[path], options: preflightOperation(path, preflight) };
    }
  }
  return Object.fromEntries(Object.entries(items).map(([path, item]) => [path, inOrder(item)]));
}

/**
 * A greedy OPTIONS at the root takes the preflights of every path that has none of its own (rule R-5); `ANY` and greedy
 * paths would take them before it. Beside a variable at the root there can be no greedy one: then each path has
 * its own.
 */
function preflightPaths(items: Record<string, PathItem>, hasVariableAtRoot: boolean): string[] {
  const all = Object.keys(items);
  const greedy = all.find((path) => /^\/\{[^/]+\+\}$/.test(path)) ?? '/{proxy+}';
  if (hasVariableAtRoot && !items[greedy]) {
    return all;
  }
  const takers = all.filter((path) => path.endsWith('+}') || 'x-amazon-apigateway-any-method' in items[path]);
  return [...new Set(['/', greedy, ...takers])];
}

function imported({ integration }: RestEntry, parts: OperationParts): PathItem {
  const validator = validatorOf(parts);
  return {
    ...operation(parts),
    ...(parts.isSigned ? { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } : {}),
    ...(validator ? { 'x-amazon-apigateway-request-validator': validator } : {}),
    'x-amazon-apigateway-integration': integration,
  };
}

function inOrder<T>(members: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}
