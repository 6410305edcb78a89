import { overlap, patternsOf, reachOf, RouteMethod, widerPatternsOf } from './arn-pattern';

/** A route that a JWT authorizer guards. */
export interface ScopedRoute {
  /** Such as `GET`, or `ANY` for what no other route of the same path names. */
  readonly method: string;
  /** Such as `/orders/{id}` or `/files/{path+}`. */
  readonly path: string;
  /** One of them is enough; with none of them any good token will do. */
  readonly scopes: readonly string[];
}

/** What a token with one of the scopes may call. */
export interface ScopeDemand {
  readonly scopes: readonly string[];
  /** What a policy says that the service may cache and use for other requests with the same token. */
  readonly allows: readonly string[];
  /** Routes, such as `GET /orders/{id}`, of which no such policy could speak: each request has a verdict of its own. */
  readonly entangled: readonly string[];
}

/** Everything the authorizer guards, by what is demanded. */
export type RouteTable = readonly ScopeDemand[];

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
/** The Resource of a policy has at most 512 characters; the ARN up to the stage takes up to 212 of them. */
const LONGEST_PATTERN = 300;
/** With the context this stays under 8 KB, which is the limit for WebSocket APIs (W-7); REST names none. */
const LARGEST_POLICY = 5_000;
const ARN_BYTES = 90;

interface Atom extends RouteMethod {
  readonly route: ScopedRoute;
  readonly demand: string;
  readonly grant: readonly string[];
  readonly reach: readonly string[];
}

/**
 * The table for all routes of one authorizer. Public routes and those of other authorizers do not belong in it: the
 * policy is never asked about them.
 *
 * @param allowedAnyway patterns that the resource policy allows
 */
export function routeTable(routes: readonly ScopedRoute[], allowedAnyway: readonly string[] = []): RouteTable {
  const atoms = atomsOf(routes);
  const apart = entangledIn(atoms, allowedAnyway);
  const demands = [...new Set(atoms.map(({ demand }) => demand))].sort();
  return demands.map((demand) => {
    const mine = atoms.filter((atom) => atom.demand === demand);
    return {
      scopes: JSON.parse(demand),
      allows: cover(
        demand,
        atoms.filter(({ route }) => !apart.has(route)),
      ),
      entangled: mine
        .filter(({ route }) => apart.has(route))
        .map(keyOf)
        .sort(),
    };
  });
}

/**
 * Routes for which no policy can be cached, as ARN patterns of routes with other demands match their requests too:
 * `GET /orders/{id}` and `GET /orders/{id}/refunds`. As few of them as are needed to make the others exact. They need
 * an authorizer with a cache time of 0, of type REQUEST: only its event says which route a request goes to.
 *
 * Routes that the resource policy allows need it as well: there only an explicit denial keeps anyone out.
 *
 * @param allowedAnyway patterns that the resource policy allows
 */
export function entangledRoutes(routes: readonly ScopedRoute[], allowedAnyway: readonly string[] = []): ScopedRoute[] {
  const apart = entangledIn(atomsOf(routes), allowedAnyway);
  return routes.filter((route) => apart.has(route));
}

export function keyOf({ method, path }: RouteMethod): string {
  return `${method} ${path}`;
}

/** Each route by its methods: `ANY` is what no other route of the same path names. */
export function byMethod<T extends RouteMethod>(routes: readonly T[]): (RouteMethod & { readonly route: T })[] {
  const named = new Set(routes.map(keyOf));
  return routes.flatMap((route) => {
    const { path } = route;
    const methods =
      route.method === 'ANY' ? METHODS.filter((method) => !named.has(keyOf({ method, path }))) : [route.method];
    return methods.map((method) => ({ method, path, route }));
  });
}

function atomsOf(routes: readonly ScopedRoute[]): Atom[] {
  return byMethod(routes).map((at) => {
    const demand = JSON.stringify([...new Set(at.route.scopes)].sort());
    return { ...at, demand, grant: patternsOf(at), reach: reachOf(at) };
  });
}

/** Takes routes out, the one with most conflicts first, until none is left. */
function entangledIn(atoms: readonly Atom[], allowedAnyway: readonly string[]): Set<ScopedRoute> {
  const conflicts = conflictsIn(atoms);
  const apart = new Set([...tooLong(atoms), ...inReachOf(allowedAnyway, atoms)]);
  const remove = (route: ScopedRoute) => {
    apart.add(route);
    conflicts.get(route)?.forEach((other) => conflicts.get(other)?.delete(route));
    conflicts.delete(route);
  };
  [...apart].forEach(remove);
  for (let worst = worstOf(conflicts); worst; worst = worstOf(conflicts)) {
    remove(worst);
  }
  return withinSize(atoms, apart);
}

function conflictsIn(atoms: readonly Atom[]): Map<ScopedRoute, Set<ScopedRoute>> {
  const conflicts = new Map(atoms.map(({ route }) => [route, new Set<ScopedRoute>()]));
  for (const method of new Set(atoms.map((atom) => atom.method))) {
    const alike = atoms.filter((atom) => atom.method === method);
    alike.forEach((a, index) => {
      for (const b of alike.slice(index + 1)) {
        if (a.demand !== b.demand && (touch(a.grant, b.reach) || touch(b.grant, a.reach))) {
          conflicts.get(a.route)?.add(b.route);
          conflicts.get(b.route)?.add(a.route);
        }
      }
    });
  }
  return conflicts;
}

function touch(some: readonly string[], others: readonly string[]): boolean {
  return some.some((a) => others.some((b) => overlap(a, b)));
}

/** Of two that are equal the more specific one: fewer requests go there. */
function worstOf(conflicts: ReadonlyMap<ScopedRoute, ReadonlySet<ScopedRoute>>): ScopedRoute | undefined {
  const rank = (route: ScopedRoute) => [conflicts.get(route)?.size ?? 0, literalLength(route.path)];
  let worst: ScopedRoute | undefined;
  for (const [route, others] of conflicts) {
    if (others.size > 0 && (!worst || isGreater(rank(route), rank(worst), keyOf(route) > keyOf(worst)))) {
      worst = route;
    }
  }
  return worst;
}

function isGreater([a, b]: number[], [x, y]: number[], otherwise: boolean): boolean {
  return a !== x ? a > x : b !== y ? b > y : otherwise;
}

function literalLength(path: string): number {
  return path.replace(/\{[^}]*\}/g, '').length;
}

function tooLong(atoms: readonly Atom[]): ScopedRoute[] {
  return atoms
    .filter(({ grant }) => grant.some((pattern) => pattern.length > LONGEST_PATTERN))
    .map(({ route }) => route);
}

/** Whoever has a good token may call routes without scopes anyway. */
function inReachOf(patterns: readonly string[], atoms: readonly Atom[]): ScopedRoute[] {
  return atoms
    .filter(({ route, reach }) => route.scopes.length > 0 && touch(patterns, reach))
    .map(({ route }) => route);
}

/** Takes out the demands with most to say, as long as all of them together are too much for one policy. */
function withinSize(atoms: readonly Atom[], apart: ReadonlySet<ScopedRoute>): Set<ScopedRoute> {
  const cached = atoms.filter(({ route }) => !apart.has(route));
  const sized = [...new Set(cached.map(({ demand }) => demand))].sort().map((demand) => ({
    demand,
    size: sizeOf(cover(demand, cached)),
  }));
  let total = sized.reduce((sum, { size }) => sum + size, 0);
  const moved = new Set<string>();
  for (const { demand, size } of sized.sort((a, b) => b.size - a.size)) {
    if (total <= LARGEST_POLICY) {
      break;
    }
    moved.add(demand);
    total -= size;
  }
  return new Set([...apart, ...cached.filter(({ demand }) => moved.has(demand)).map(({ route }) => route)]);
}

function sizeOf(patterns: readonly string[]): number {
  return patterns.reduce((sum, pattern) => sum + ARN_BYTES + pattern.length, 0);
}

/** Few patterns that match every request of one demand's routes and none of another's. */
function cover(demand: string, cached: readonly Atom[]): string[] {
  const others = cached.filter((atom) => atom.demand !== demand);
  const verdicts = new Map<string, boolean>();
  const isClean = (pattern: string) => {
    const known = verdicts.get(pattern);
    const clean = known ?? (pattern.length <= LONGEST_PATTERN && !others.some(({ reach }) => touch([pattern], reach)));
    verdicts.set(pattern, clean);
    return clean;
  };
  const mine = cached.filter((atom) => atom.demand === demand);
  const chosen = mine.flatMap((atom) => widerPatternsOf(atom).find(isClean) ?? atom.grant);
  return [...new Set(chosen)].sort();
}
