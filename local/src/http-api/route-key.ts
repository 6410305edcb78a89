import { Segment } from '../core/path-segment';

/** A route key taken apart. `$default` has no method and no path. */
export type RouteKey =
  | { readonly kind: 'default' }
  | { readonly kind: 'path'; readonly method: string; readonly path: string; readonly segments: readonly Segment[] };

const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

export function parseRouteKey(routeKey: string): RouteKey | { readonly problem: string } {
  if (routeKey === '$default') return { kind: 'default' };
  const [, method, path] = /^(\S+) (\/\S*)$/.exec(routeKey) ?? [];
  if (!method || !path) return { problem: `must be $default or "METHOD /path", got ${JSON.stringify(routeKey)}` };
  if (!METHODS.includes(method)) return { problem: `the method must be one of ${METHODS.join(', ')}, got ${method}` };
  const segments = splitPath(path).map(parseSegment);
  if (segments.some(({ kind }, index) => kind === 'greedy' && index < segments.length - 1)) {
    return { problem: `a greedy variable must be the last segment, got ${path}` };
  }
  return { kind: 'path', method, path, segments };
}

/** `/a/` has an empty second segment, and `/` an empty first one: a slash at the end counts. */
export function splitPath(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

function parseSegment(text: string): Segment {
  const [, name, plus] = /^\{([\w.:-]+)(\+?)\}$/.exec(text) ?? [];
  if (!name) return { kind: 'static', text };
  return plus ? { kind: 'greedy', name } : { kind: 'parameter', name };
}
