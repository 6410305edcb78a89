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

const mayBeWrong = (spelled: (path: string) => fc.Arbitrary<string>) =>
  fc.property(
    cases.chain((one) => spelled(one.path).map((arnPath) => ({ one, arnPath }))),
    ({ one, arnPath }) => {
      const { allowed, permitted } = outcome(one, arnPath) ?? {};
      expect(allowed && !permitted).not.toBe(true);
    },
  );

it('R-7: a trailing slash changes nothing, whether or not it is in the ARN', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const slashed = `${one.path}/`;
      fc.pre(one.path !== '/');
      const { allowed, permitted } = outcome(one, slashed) ?? {};
      expect(allowed).toBe(permitted);
    }),
    RUNS,
  );
});

it('R-7: slashes before the path, if they are in the ARN, allow nothing that the route does not', () => {
  fc.assert(
    mayBeWrong((path) => fc.constantFrom(`/${path}`, `//${path}`, `///${path}`)),
    RUNS,
  );
});

it('percent-encoding, if it is in the ARN as sent, allows nothing that the route does not', () => {
  const encoded = (path: string) =>
    fc
      .array(fc.boolean(), { minLength: path.length, maxLength: path.length })
      .map((which) =>
        [...path]
          .map((letter, at) => (which[at] && letter !== '/' ? `%${letter.charCodeAt(0).toString(16)}` : letter))
          .join(''),
      );
  fc.assert(mayBeWrong(encoded), RUNS);
});

it('a parameter with an encoded slash that is decoded in the ARN is still a request for the route it went to', () => {
  const routes = [
    { method: 'GET', path: '/orders/{id}', scopes: ['read'] },
    { method: 'GET', path: '/orders/{id}/refunds', scopes: ['admin'] },
  ];
  const methodArn = `${STAGE}/GET/orders/1/refunds`;
  const [reader, admin] = ['read', 'admin'].map((scope) => {
    const route = { method: 'GET', path: '/orders/{id}' };
    return policyFor({ routes: routeTable(routes), tokenScopes: [scope], methodArn, route });
  });
  expect(isAllowed(reader.Statement, methodArn)).toBe(true);
  expect(isAllowed(admin.Statement, methodArn)).toBe(false);
});

describe('a TOKEN event does not say which route it is for', () => {
  it('without entangled routes it is as good as any', () => {
    fc.assert(
      fc.property(cases, (one) => {
        fc.pre(entangledRoutes(one.routes).length === 0);
        const [known, unknown] = [{ method: one.method, path: one.path }, undefined].map((route) =>
          policyFor({ ...one, routes: routeTable(one.routes), methodArn: `${STAGE}/GET/x`, route }),
        );
        expect(unknown).toEqual(known);
      }),
    );
  });

  it('with entangled ones nothing is allowed that the route does not, and all where all is permitted', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const own = routeOfRequest(one.routes, one.method, one.path);
        fc.pre(own !== undefined && entangledRoutes(one.routes).length > 0);
        const methodArn = `${STAGE}/${one.method}${one.path}`;
        const { Statement } = policyFor({ ...one, routes: routeTable(one.routes), methodArn });
        const permits = ({ scopes }: ScopedRoute) =>
          scopes.length === 0 || scopes.some((scope) => one.tokenScopes.includes(scope));
        expect(isAllowed(Statement, methodArn)).toBe(one.routes.every(permits));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('R-58: the service takes it', () => {
  it('a Resource has at most 512 characters, the request whatever it likes', () => {
    const routes = routeTable([
      { method: 'GET', path: '/{id}', scopes: ['read'] },
      { method: 'GET', path: '/{id}/{rest+}', scopes: ['admin'] },
    ]);
    const route = { method: 'GET', path: '/{id}/{rest+}' };
    for (const tail of ['x'.repeat(1_500), '*'.repeat(1_500), '${aws:username}'.repeat(100)]) {
      const methodArn = `${STAGE}/GET/1/${tail}`;
      const { Statement } = policyFor({ routes, tokenScopes: ['admin'], methodArn, route });
      expect(Statement[0].Resource[0].length).toBeLessThanOrEqual(512);
      expect(isAllowed(Statement, methodArn)).toBe(true);
    }
  });

  it('a policy of a thousand routes stays small', () => {
    const routes = Array.from({ length: 250 }, (_, index) => `/service-${index % 25}/resource-${index}`).flatMap(
      (path, index) => [
        { method: 'GET', path, scopes: [index % 25 < 20 ? 'read' : 'audit'] },
        { method: 'POST', path, scopes: ['write'] },
        { method: 'GET', path: `${path}/{id}`, scopes: [index % 25 < 20 ? 'read' : 'audit'] },
        { method: 'DELETE', path: `${path}/{id}`, scopes: ['write'] },
      ],
    );
    const table = routeTable(routes);
    expect(table.flatMap(({ entangled }) => entangled)).toEqual([]);
    for (const tokenScopes of [[], ['read'], ['write'], ['read', 'write'], ['read', 'audit'], ['write', 'audit']]) {
      const policy = policyFor({ routes: table, tokenScopes, methodArn: `${STAGE}/GET/x` });
      expect(JSON.stringify(policy).length).toBeLessThan(6_000);
    }
  });
});
