import { KeyParameter } from '../cache/cache-key';
import { publishedName } from '../jwt-authorizers';
import { RestEntry, RestRoutes } from '../rest-routes';
import { servedMethods } from '../served-methods';
import { operation, OperationParts } from './operation';
import { API_KEY, API_KEY_SCHEME } from './security-schemes';

/** Name of the security scheme for requests that are signed. */
const SIGNATURE = 'SignatureVersion4';
const SIGNATURE_SCHEME = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: 'AWS Signature Version 4',
};

const NOT_CHOSEN = ['accept', 'authorization', 'content-type', 'origin', 'x-api-key'];

/** What callers need to know of the API, in OpenAPI 3.0, which has no greedy parameters and no extensions here. */
export function contract(title: string, routes: RestRoutes): Record<string, unknown> {
  const described = routes.entries.map((entry) => ({ entry, parts: entry.parts() }));
  const paths: Record<string, Record<string, unknown>> = {};
  const ids = new DistinctIds();
  for (const { entry, parts } of described) {
    for (const method of servedMethods(entry.key, routes)) {
      const item = (paths[entry.key.path.replace('+}', '}')] ??= {});
      item[method.toLowerCase()] = {
        ...operation(shown(parts)),
        security: [allOf(parts)],
        operationId: ids.next(idOf(method, entry)),
      };
    }
  }
  const isUsed = (test: (parts: OperationParts) => unknown) => described.some(({ parts }) => test(parts));
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths,
    components: {
      securitySchemes: {
        ...routes.authorizers.published(),
        ...(isUsed(({ apiKeyScheme }) => apiKeyScheme) ? { [API_KEY]: API_KEY_SCHEME } : {}),
        ...(isUsed(({ isSigned }) => isSigned) ? { [SIGNATURE]: SIGNATURE_SCHEME } : {}),
      },
      schemas: Object.fromEntries(routes.schemas),
    },
  };
}

/** In OpenAPI one object with several schemes means that all of them are needed (rule C-13 has it otherwise). */
function allOf({ scheme, apiKeyScheme, isSigned }: OperationParts): Record<string, string[]> {
  const names = [scheme && publishedName(scheme), apiKeyScheme, isSigned ? SIGNATURE : undefined].filter(
    (name) => name !== undefined,
  );
  return Object.fromEntries(names.map((name) => [name, []]));
}

/**
 * Headers of a cache key, as far as callers choose them: OpenAPI leaves out those that are credentials or negotiation,
 * browsers send the origin, and names have no case here.
 */
function shown(parts: OperationParts): OperationParts {
  const isLowerCaseTwin = ({ in: place, name }: KeyParameter) =>
    place === 'header' && parts.optional.some((other) => other.name !== name && other.name.toLowerCase() === name);
  const optional = parts.optional.filter(
    (parameter) =>
      !isLowerCaseTwin(parameter) &&
      !parts.required.some(({ name }) => name.toLowerCase() === parameter.name) &&
      !(parameter.in === 'header' && NOT_CHOSEN.includes(parameter.name.toLowerCase())),
  );
  return { ...parts, optional };
}

/** `GET /a/b` and `GET /a-b` must not have the same one: clients name functions after them. */
class DistinctIds {
  private readonly taken = new Set<string>();

  public next(id: string): string {
    let distinct = id;
    for (let count = 2; this.taken.has(distinct); count++) {
      distinct = `${id}_${count}`;
    }
    this.taken.add(distinct);
    return distinct;
  }
}

/** `GET /orders/{id}` is `getOrdersId`. */
function idOf(method: string, { key }: RestEntry): string {
  const words = key.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
