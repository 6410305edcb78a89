import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from './errors';

/** Those a route key may have. */
export const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const FORM = 'write "METHOD /path", such as "GET /orders/{id}", or "$default"';

/** What `ANY` stands for once the preflight is kept out of it. */
export const METHODS_WITHOUT_OPTIONS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** A route key of an HTTP API, taken apart. */
export interface RouteKey {
  /** As the service writes it: `GET /orders/{id}` or `$default`. */
  readonly text: string;
  /** `ANY` for `$default`, which takes every method. */
  readonly method: string;
  /** Undefined for `$default`. */
  readonly path?: string;
}

/** Takes a route key apart and refuses what the service would refuse, or would accept and never match (rule H-5). */
export function parseRouteKey(where: IConstruct, text: string): RouteKey {
  if (Token.isUnresolved(text)) {
    refuse(where, 'a route key must be known at synthesis', text, FORM);
  }
  if (text === '$default') {
    return { text, method: 'ANY' };
  }
  const [, method = '', path = ''] = /^(\S+) (\/\S*)$/.exec(text) ?? refuse(where, 'not a route key', text, FORM);
  if (!METHODS.includes(method)) {
    const upper = method.toUpperCase();
    const remedy = METHODS.includes(upper) ? `write "${upper} ${path}"` : `use one of ${METHODS.join(', ')}`;
    refuse(where, 'unknown method in route key', text, remedy);
  }
  checkPath(where, text, path);
  return { text, method, path };
}

function checkPath(where: IConstruct, text: string, path: string): void {
  if (/[?#]/.test(path)) {
    refuse(where, 'a route key has no query string or fragment', text, 'leave it out; functions get it in the event');
  }
  const segments = path.slice(1).split('/');
  if (segments.slice(0, -1).includes('')) {
    refuse(where, 'empty segment in route key', text, 'write single slashes');
  }
  const foreign = segments.find((segment) => segment.startsWith(':') || /[<>]/.test(segment));
  if (foreign !== undefined) {
    refuse(where, 'a path parameter is a name in braces', text, `write ${parameterMeantBy(foreign)}`);
  }
  const names = new Set<string>();
  segments.forEach((segment, index) => {
    if (!/[{}]/.test(segment)) {
      return;
    }
    const [, name = '', greedy] =
      /^\{([A-Za-z0-9_.:-]+)(\+)?\}$/.exec(segment) ??
      refuse(where, 'a path parameter must be a whole segment named by letters, digits and _.:-', text, FORM);
    if (greedy && index !== segments.length - 1) {
      refuse(
        where,
        `greedy parameter {${name}+} must be the last segment`,
        text,
        `write {${name}} or move it to the end`,
      );
    }
    if (names.has(name)) {
      refuse(where, `path parameter {${name}} stands twice`, text, 'give each parameter a name of its own');
    }
    names.add(name);
  });
}

/** What `:id` of Express and `<id>`, `<int:id>` and `<path:rest>` of Flask are here. */
function parameterMeantBy(segment: string): string {
  const [, converter, name = 'id'] = /^(?::|<(?:([a-z]+):)?)([A-Za-z0-9_.-]+)>?$/.exec(segment) ?? [];
  return converter === 'path' ? `{${name}+}` : `{${name}}`;
}

/** Names of the path parameters, without the `+` of a greedy one. */
export function pathParameters(key: RouteKey): string[] {
  return [...(key.path ?? '').matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name);
}

/** In a construct's id the CDK writes `--` for a slash, so that `/a--b` would collide with `/a/b`. */
export function constructId(key: RouteKey): string {
  return key.text.replace(/-(?=-)/g, '- ');
}

/**
 * The same for route keys of which the service takes one only, so that a route whose parameter gets another name is
 * changed rather than made again beside the old one, which the service refuses.
 */
export function stableId(key: RouteKey): string {
  return constructId({ ...key, text: matchingForm(key) });
}

/** The same for two route keys that match the same requests: parameter names do not count. */
export function matchingForm(key: RouteKey): string {
  const path = key.path?.replace(/\{[^}]+\+\}/g, '{+}').replace(/\{[^+}]+\}/g, '{}');
  return path === undefined ? key.text : `${key.method} ${path}`;
}

/** The part of an execute-api ARN behind the stage: what an IAM policy must allow to call the route. */
export function routeArnSuffix(key: RouteKey): string {
  if (key.path === undefined) {
    return '*';
  }
  return `${key.method === 'ANY' ? '*' : key.method}${key.path.replace(/\{[^}]+\}/g, '*')}`;
}
