import fc from 'fast-check';
import { overlap, patternsOf } from '../../../lib/runtime/contract/arn-pattern';
import { entangledRoutes, keyOf, routeTable, ScopedRoute } from '../../../lib/runtime/contract/route-table';

const table = (...lines: string[]): ScopedRoute[] =>
  lines.map((line) => {
    const [method, path, ...scopes] = line.split(' ');
    return { method, path, scopes };
  });

const entangled = (...lines: string[]) => entangledRoutes(table(...lines)).map(keyOf);

describe('R-60: routes that no cached policy can tell apart', () => {
  it.each<[string, string[], string[]]>([
    ['one below the other', ['GET /orders/{id} read', 'GET /orders/{id}/refunds admin'], ['GET /orders/{id}/refunds']],
    ['a greedy one and one below it', ['GET /{proxy+} read', 'GET /orders/7 admin'], ['GET /orders/7']],
    ['a static one beside a parameter', ['GET /orders/{id} read', 'GET /orders/mine own'], ['GET /orders/mine']],
    [
      'a greedy one and many below it: the one is less than the many',
      ['GET /{proxy+} read', 'GET /orders admin', 'GET /carts admin', 'GET /users admin'],
      ['GET /{proxy+}'],
    ],
    ['ANY, of which one method is greedy', ['ANY /{proxy+} read', 'GET /orders admin'], ['GET /orders']],
    ['a scope and none', ['GET /orders/{id}', 'GET /orders/{id}/refunds admin'], ['GET /orders/{id}/refunds']],
    ['the top, as slashes before a path collapse (R-7)', ['GET / read', 'GET /{page} write'], ['GET /{page}']],
  ])('%s', (_, lines, expected) => {
    expect(entangled(...lines)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['the same demand', ['GET /orders/{id} read write', 'GET /orders/{id}/refunds write read']],
    ['other methods', ['GET /orders/{id} read', 'PUT /orders/{id} write', 'POST /orders/{id}/refunds admin']],
    ['a list and its items', ['GET /orders list', 'GET /orders/{id} read']],
    ['a name that begins with another', ['GET /orders read', 'GET /orders-archive admin']],
    ['ANY for the other methods of a path (R-6)', ['GET /orders read', 'ANY /orders write']],
    ['a parameter in another place', ['GET /orders/{id} read', 'GET /customers/{id}/orders admin']],
    ['parameters before different names', ['GET /{tenant}/orders read', 'GET /{tenant}/users admin']],
  ])('not %s', (_, lines) => {
    expect(entangled(...lines)).toEqual([]);
  });
});

describe('what is in the table', () => {
  it('one pattern where all demand the same', () => {
    const routes = table('GET /orders read', 'ANY /{proxy+} read', 'GET / read');
    expect(routeTable(routes)).toEqual([{ scopes: ['read'], allows: ['*'], entangled: [] }]);
  });

  it('as few patterns as there can be without touching another demand', () => {
    const routes = table(
      'GET /orders read',
      'GET /orders/{id} read',
      'GET /orders-archive audit',
      'GET /customers/{id}/orders read',
      'POST /orders write',
      'DELETE /orders/{id} write',
    );
    expect(routeTable(routes)).toEqual([
      { scopes: ['audit'], allows: ['GET/orders-archive*'], entangled: [] },
      { scopes: ['read'], allows: ['GET/customers*', 'GET/orders', 'GET/orders/', 'GET/orders/?*'], entangled: [] },
      { scopes: ['write'], allows: ['DELETE/*', 'POST/*'], entangled: [] },
    ]);
  });

  it('entangled routes by method, so that ANY speaks for no other route of its path', () => {
    const routes = table('GET /files read', 'ANY /files/{path+} write', 'GET /files/{path+} read', 'ANY /{all+} admin');
    const [admin, ...others] = routeTable(routes);
    expect(admin.entangled).toEqual(
      ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'].map((m) => `${m} /{all+}`),
    );
    expect(others.flatMap((demand) => demand.entangled)).toEqual([]);
  });

  it('the order of routes and scopes does not matter', () => {
    const lines = ['GET /a/{x} r w', 'GET /a/{x}/b w r', 'ANY /a/{x}/c q', 'POST /a s', 'GET /{y+} t'];
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(routeTable(table(...shuffled))).toEqual(routeTable(table(...lines)));
      }),
    );
  });

  it('a path that no Resource has room for is entangled (R-58)', () => {
    expect(entangled(`GET /${'x'.repeat(300)} read`, 'GET /y write')).toEqual([`GET /${'x'.repeat(300)}`]);
  });
});

describe('ARN patterns', () => {
  it.each([
    ['*', '', true],
    ['?*', '', false],
    ['GET/?*', 'GET/', false],
    ['GET/?*/b', 'GET/a*', true],
    ['GET/a?', 'GET/?b', true],
    ['GET/a', 'GET/a/', false],
    ['*/a', 'GET/b/?*', true],
    ['*a*b*', '*b*a*', true],
    ['*a', '*b', false],
  ])('%s and %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });

  it('two patterns overlap if and only if a text matches both', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '?', '*'), maxLength: 4 });
    const texts = ['', ...products(['a', 'b', 'c'], 6)];
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        const [x, y] = [a, b].map((one) => new RegExp(`^${one.replaceAll('*', '.*').replaceAll('?', '.')}$`));
        expect(overlap(a, b)).toBe(texts.some((text) => x.test(text) && y.test(text)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('what IAM would read as more than a letter is any one character', () => {
    expect(patternsOf({ method: 'GET', path: '/a*b/$c?' })).toEqual(['GET/a?b/?c?', 'GET/a?b/?c?/']);
  });
});

function products(letters: string[], length: number): string[] {
  const shorter = length === 1 ? [''] : ['', ...products(letters, length - 1)];
  return [...new Set(shorter.flatMap((text) => letters.map((letter) => text + letter)))];
}
