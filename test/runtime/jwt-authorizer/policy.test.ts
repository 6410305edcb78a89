import fc from 'fast-check';
import { entangledRoutes, keyOf, routeTable, ScopedRoute } from '../../../lib/runtime/contract/route-table';
import { policyFor } from '../../../lib/runtime/jwt-authorizer/policy';
import { isAllowed, mayExist, routeOfRequest } from '../contract/rest-routing';
import { STAGE } from './authorizer-under-test';

const METHODS = ['GET', 'POST', 'HEAD'];
const SCOPES = ['read', 'write', 'admin'];

const path = fc
  .array(fc.constantFrom('a', 'b', 'a.b', 'orders', '{x}', '{y}'), { maxLength: 4 })
  .chain((parts) => fc.constantFrom(parts, [...parts, '{rest+}']))
  .map((parts) => `/${parts.join('/')}`);

const route: fc.Arbitrary<ScopedRoute> = fc.record({
  method: fc.constantFrom(...METHODS, 'ANY'),
  path,
  scopes: fc.subarray(SCOPES),
});

const tables = fc
  .uniqueArray(route, { minLength: 1, maxLength: 12, selector: keyOf })
  .map((routes) => routes.filter((_, index) => mayExist(routes.slice(0, index + 1))))
  .filter((routes) => mayExist(routes));

const segment = fc.constantFrom('a', 'b', 'a.b', 'orders', 'ordersX', '7', '*', '?', '${aws:username}', 'GET');

/** A path that goes to one of the routes, or to nothing. */
function pathsFor(routes: readonly ScopedRoute[]): fc.Arbitrary<string> {
  const filled = fc
    .constantFrom(...routes)
    .chain((one) =>
      fc
        .tuple(...one.path.split('/').map((part) => (part.startsWith('{') ? segmentsFor(part) : fc.constant(part))))
        .map((parts) => parts.join('/')),
    );
  return fc.oneof(
    filled,
    fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
  );
}

function segmentsFor(part: string): fc.Arbitrary<string> {
  return part.endsWith('+}')
    ? fc
        .array(segment, { minLength: 1, maxLength: 3 })
        .chain((parts) => fc.constantFrom(parts.join('/'), parts.join('//')))
    : segment;
}

const cases = tables.chain((routes) =>
  fc.record({
    routes: fc.constant(routes),
    tokenScopes: fc.subarray([...SCOPES, 'openid']),
    method: fc.constantFrom(...METHODS),
    path: pathsFor(routes),
    firstPath: pathsFor(routes),
    firstMethod: fc.constantFrom(...METHODS),
  }),
);

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/**
 * What becomes of a request when the verdict of another one with the same token is cached. Undefined where no route
 * takes the request, and so no authorizer is asked. `arnPath` is the path as it is in the method's ARN.
 */
function outcome({ routes, tokenScopes, method, path, firstPath, firstMethod }: Case, arnPath = path) {
  const own = routeOfRequest(routes, method, path);
  if (!own) {
    return undefined;
  }
  const table = routeTable(routes);
  const entangled = entangledRoutes(routes);
  const methodArn = `${STAGE}/${method}${arnPath}`;
  const first = routeOfRequest(routes, firstMethod, firstPath);
  const asked =
    entangled.includes(own) || !first || entangled.includes(first)
      ? { methodArn, route: { method, path: own.path } }
      : { methodArn: `${STAGE}/${firstMethod}${firstPath}`, route: { method: firstMethod, path: first.path } };
  const { Statement } = policyFor({ routes: table, tokenScopes, ...asked });
  return {
    allowed: isAllowed(Statement, methodArn),
    permitted: own.scopes.length === 0 || own.scopes.some((scope) => tokenScopes.includes(scope)),
  };
}

const RUNS = { numRuns: 5_000 };

it('R-60: a request is allowed if and only if its own route allows it, whichever request came first', () => {
  let decided = 0;
  fc.assert(
    fc.property(cases, (one) => {
      const { allowed, permitted } = outcome(one) ?? {};
      decided += allowed === undefined ? 0 : 1;
      expect(allowed).toBe(permitted);
    }),
    RUNS,
  );
  expect(decided).toBeGreaterThan(RUNS.numRuns / 3);
});
