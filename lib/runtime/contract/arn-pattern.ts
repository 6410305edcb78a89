/*
 * What a policy says about a route: the part of `arn:...:{api}/{stage}/{METHOD}/{path}` after the stage, with the
 * wildcards of IAM. `*` is any text, slashes too; `?` is one character.
 */

/** One method of one route; `ANY` has been taken apart. */
export interface RouteMethod {
  readonly method: string;
  readonly path: string;
}

/** Patterns that match every request of a route, with and without a trailing slash, and as little else as can be. */
export function patternsOf({ method, path }: RouteMethod): string[] {
  const pattern = `${method}/${segmentsOf(path).join('/')}`;
  return pattern.endsWith('*') ? [pattern] : [pattern, `${pattern}/`];
}

/** Patterns of all that may reach a route: more than {@link patternsOf}, as slashes before a path collapse. */
export function reachOf(route: RouteMethod): string[] {
  return [...patternsOf(route), `${route.method}//*${segmentsOf(route.path).join('/')}`];
}

/** Patterns that match every request of a route and whatever lies next to it or below it, the widest one first. */
export function widerPatternsOf({ method, path }: RouteMethod): string[] {
  const segments = segmentsOf(path);
  const prefixes = segments.map((_, index) => `${segments.slice(0, index + 1).join('/')}*`.replace('**', '*'));
  return ['*', ...['*', ...prefixes].map((prefix) => `${method}/${prefix}`)];
}

/** A parameter is at least one character: `GET/orders/?*` leaves `GET/orders/` alone. */
function segmentsOf(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  // what IAM would read as a wildcard or a policy variable is matched as any one character
  return segments.map((segment) => (segment.startsWith('{') ? '?*' : segment.replace(/[*?$]/g, '?')));
}

/** Whether there is a text that both patterns match. */
export function overlap(a: string, b: string): boolean {
  return !differAtOnce(a, b) && meet(a, b);
}

/** Spares most pairs the work: literal beginnings that differ. */
function differAtOnce(a: string, b: string): boolean {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [x, y] = [a[index], b[index]];
    if (x === '*' || y === '*') {
      return false;
    }
    if (x !== y && x !== '?' && y !== '?') {
      return true;
    }
  }
  return false;
}

/** Row by row: `row[j]` tells whether what is left of `a` can meet what is left of `b` from j. */
function meet(a: string, b: string): boolean {
  let below: boolean[] = [];
  for (let i = a.length; i >= 0; i--) {
    const row: boolean[] = new Array(b.length + 1);
    for (let j = b.length; j >= 0; j--) {
      const [x, y] = [a[i], b[j]];
      if (x === undefined && y === undefined) {
        row[j] = true;
      } else if (x === '*' || y === '*') {
        // a star ends, or takes one more of the other side
        row[j] = (x !== undefined && below[j]) || (y !== undefined && row[j + 1]);
      } else {
        row[j] = x !== undefined && y !== undefined && (x === y || x === '?' || y === '?') && below[j + 1];
      }
    }
    below = row;
  }
  return below[0];
}
