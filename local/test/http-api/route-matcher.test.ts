import fc from 'fast-check';
import { createRouteMatcher } from '../../src/http-api/route-matcher';

function matcherOf(...routeKeys: string[]) {
  const matcher = createRouteMatcher(routeKeys.map((routeKey) => ({ routeKey })));
  return (method: string, path: string) => matcher.match(method, path)?.route.routeKey;
}

describe('priority', () => {
  it('H-2: an exact path comes before a greedy one, and that before $default', () => {
    const match = matcherOf('$default', 'GET /pets/{proxy+}', 'GET /pets/dog/1');
    expect(match('GET', '/pets/dog/1')).toBe('GET /pets/dog/1');
    expect(match('GET', '/pets/dog/2')).toBe('GET /pets/{proxy+}');
    expect(match('GET', '/cats')).toBe('$default');
  });

  it('H-2: nothing fits', () => {
    expect(matcherOf('GET /a')('GET', '/b')).toBeUndefined();
  });

  it('H-2: a path with a variable comes before a greedy one with a longer literal prefix', () => {
    expect(matcherOf('GET /a/{proxy+}', 'GET /{x}/b')('GET', '/a/b')).toBe('GET /{x}/b');
  });

  it('H-3: a static segment beats a variable', () => {
    const match = matcherOf('GET /pets/{id}', 'GET /pets/dog');
    expect(match('GET', '/pets/dog')).toBe('GET /pets/dog');
    expect(match('GET', '/pets/cat')).toBe('GET /pets/{id}');
  });

  it('H-3: among greedy routes the longer literal prefix wins', () => {
    const match = matcherOf('ANY /{proxy+}', 'ANY /a/{proxy+}', 'ANY /a/b/{proxy+}');
    expect(match('GET', '/a/b/c')).toBe('ANY /a/b/{proxy+}');
    expect(match('GET', '/a/c')).toBe('ANY /a/{proxy+}');
    expect(match('GET', '/c')).toBe('ANY /{proxy+}');
  });

  it('H-4: ANY covers only the methods that are not defined on the same path', () => {
    const match = matcherOf('ANY /pets', 'GET /pets');
    expect(match('GET', '/pets')).toBe('GET /pets');
    expect(match('POST', '/pets')).toBe('ANY /pets');
  });

  it('H-4 (assumed): ANY on an exact path comes before the method on a greedy one', () => {
    expect(matcherOf('GET /{proxy+}', 'ANY /pets')('GET', '/pets')).toBe('ANY /pets');
  });

  it('H-4 (assumed): an exact path without the method goes on to greedy routes and $default', () => {
    expect(matcherOf('GET /pets', 'POST /{proxy+}')('POST', '/pets')).toBe('POST /{proxy+}');
    expect(matcherOf('GET /pets', '$default')('POST', '/pets')).toBe('$default');
  });
});

describe('greedy variables', () => {
  const match = matcherOf('GET /pe/{proxy+}');

  it('H-5: take one or more segments, an empty one included', () => {
    expect(match('GET', '/pe')).toBeUndefined();
    expect(match('GET', '/pe/')).toBe('GET /pe/{proxy+}');
    expect(match('GET', '/pe/a/b')).toBe('GET /pe/{proxy+}');
    expect(matcherOf('GET /{proxy+}')('GET', '/')).toBe('GET /{proxy+}');
  });

  it('H-5: their value has no leading slash', () => {
    const routes = createRouteMatcher([{ routeKey: 'GET /pe/{proxy+}' }]);
    expect(routes.match('GET', '/pe/a/b c')?.pathParameters).toEqual({ proxy: 'a/b c' });
  });
});

describe('paths', () => {
  it('H-5 (assumed): literals are case-sensitive', () => {
    expect(matcherOf('GET /Pets')('GET', '/pets')).toBeUndefined();
  });

  it('H-5: variable names may have . : - and _', () => {
    const routes = createRouteMatcher([{ routeKey: 'GET /a/{x.y:z-1_2}' }]);
    expect(routes.match('GET', '/a/v')?.pathParameters).toEqual({ 'x.y:z-1_2': 'v' });
  });

  it('a slash at the end counts (assumed)', () => {
    expect(matcherOf('GET /pets')('GET', '/pets/')).toBeUndefined();
    expect(matcherOf('GET /pets/{id}')('GET', '/pets/')).toBeUndefined();
    expect(matcherOf('GET /pets/')('GET', '/pets/')).toBe('GET /pets/');
  });

  it('H-6: $default takes every method, OPTIONS included', () => {
    for (const method of ['GET', 'OPTIONS', 'HEAD', 'TRACE'])
      expect(matcherOf('$default')(method, '/x/y')).toBe('$default');
  });
});

describe('properties', () => {
  const literal = fc.constantFrom('a', 'b', 'c');
  const segment = fc.oneof(literal, fc.constantFrom('{x}', '{y}'));
  const method = fc.constantFrom('GET', 'POST', 'ANY');
  const greedyEnd = fc.constantFrom('', '/{rest+}');
  const routeKey = fc
    .tuple(method, fc.array(segment, { minLength: 1, maxLength: 3 }), greedyEnd)
    .map(([verb, segments, end]) => `${verb} /${uniqueNames(segments).join('/')}${end}`);
  const routeKeys = fc.uniqueArray(fc.oneof(routeKey, fc.constant('$default')), { maxLength: 12 });
  const path = fc.array(literal, { minLength: 1, maxLength: 5 }).map((segments) => `/${segments.join('/')}`);

  /** A second `{x}` in a path would be no route key. */
  function uniqueNames(segments: string[]): string[] {
    return segments.map((text, index) => (text.startsWith('{') ? `{p${index}}` : text));
  }

  it('H-2, H-5: what is matched fits by a plain regular expression, and what fits is matched', () => {
    fc.assert(
      fc.property(routeKeys, path, (keys, requestPath) => {
        const matched = matcherOf(...keys)('GET', requestPath);
        const fitting = keys.filter((key) => fits(key, requestPath));
        return matched === undefined ? fitting.length === 0 : fitting.includes(matched);
      }),
    );
  });

  it('H-2: the order in the template makes no difference, as to the shape that wins', () => {
    fc.assert(
      fc.property(routeKeys, path, (keys, requestPath) => {
        const shape = (key: string | undefined) => key?.replace(/\{\w+(\+?)\}/g, '{$1}');
        expect(shape(matcherOf(...keys)('GET', requestPath))).toBe(
          shape(matcherOf(...[...keys].reverse())('GET', requestPath)),
        );
      }),
    );
  });

  it('H-2: a greedy route never takes what an exact one fits, nor $default what any other fits', () => {
    fc.assert(
      fc.property(routeKeys, path, (keys, requestPath) => {
        const rank = (key: string) => (key === '$default' ? 2 : key.includes('+}') ? 1 : 0);
        const matched = matcherOf(...keys)('GET', requestPath);
        const best = Math.min(...keys.filter((key) => fits(key, requestPath)).map(rank));
        expect(matched === undefined ? Infinity : rank(matched)).toBe(best);
      }),
    );
  });

  function fits(key: string, requestPath: string): boolean {
    if (key === '$default') return true;
    const [verb, pattern] = key.split(' ') as [string, string];
    const expression = pattern.replace(/\{\w+\+\}/, '.*').replace(/\{\w+\}/g, '[^/]+');
    return ['GET', 'ANY'].includes(verb) && new RegExp(`^${expression}$`).test(requestPath);
  }
});
