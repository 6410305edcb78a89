import { compareSegments, Segment } from '../core/path-segment';
import { parseRouteKey, RouteKey, splitPath } from './route-key';

export interface RouteMatch<R> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

type PathKey = Extract<RouteKey, { kind: 'path' }>;

export interface RouteMatcher<R> {
  /** `path` is decoded (H-11, H-15), and without the stage. */
  match(method: string, path: string): RouteMatch<R> | undefined;
}

/** Orders the routes once, best first; the first that fits is the match (H-2 to H-6). */
export function createRouteMatcher<R extends { readonly routeKey: string }>(routes: readonly R[]): RouteMatcher<R> {
  const parsed = routes.map((route) => ({ route, key: parseRouteKey(route.routeKey) }));
  const fallback = parsed.find(({ key }) => 'kind' in key && key.kind === 'default')?.route;
  const candidates = parsed
    .filter((entry): entry is { route: R; key: PathKey } => 'kind' in entry.key && entry.key.kind === 'path')
    .sort((a, b) => compareSpecificity(a.key, b.key));

  return {
    match(method, path) {
      const segments = splitPath(path);
      for (const { route, key } of candidates) {
        if (key.method !== 'ANY' && key.method !== method) continue;
        const pathParameters = matchSegments(key.segments, segments);
        if (pathParameters) return { route, pathParameters };
      }
      return fallback && { route: fallback, pathParameters: {} };
    },
  };
}

/** Variables by name when the path fits, undefined when it does not. */
function matchSegments(pattern: readonly Segment[], path: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    const text = path[index];
    if (text === undefined) return undefined;
    if (segment.kind === 'greedy') {
      parameters[segment.name] = path.slice(index).join('/');
      return parameters;
    }
    if (segment.kind === 'static' && text !== segment.text) return undefined;
    if (segment.kind === 'parameter') {
      if (text === '') return undefined;
      parameters[segment.name] = text;
    }
  }
  return path.length === pattern.length ? parameters : undefined;
}

/** Without a greedy variable first, then the more literal path from the left, then the method before `ANY`. */
function compareSpecificity(a: PathKey, b: PathKey): number {
  return (
    Number(isGreedy(a)) - Number(isGreedy(b)) ||
    compareSegments(a.segments, b.segments) ||
    Number(a.method === 'ANY') - Number(b.method === 'ANY')
  );
}

function isGreedy({ segments }: PathKey): boolean {
  return segments.at(-1)?.kind === 'greedy';
}
