import { App, Lazy, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { matchingForm, parseRouteKey, pathParameters, routeArnSuffix } from '../../lib/core/route-key';

const where = new Stack(new App(), 'Stack');
const METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

const name = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/);
const literal = fc.stringMatching(/^[A-Za-z0-9._~-]{1,12}$/);

/** Paths the service takes: literals, parameters of different names, perhaps a greedy one at the end. */
const path = fc
  .tuple(
    fc.array(
      fc.oneof(
        literal,
        name.map((n) => `{${n}}`),
      ),
      { maxLength: 5 },
    ),
    fc.option(
      name.map((n) => `{${n}+}`),
      { nil: undefined },
    ),
  )
  .map(([segments, greedy]) => [...segments, ...(greedy ? [greedy] : [])])
  .filter((segments) => {
    const names = segments.filter((s) => s.startsWith('{')).map((s) => s.replace(/[{}+]/g, ''));
    return new Set(names).size === names.length;
  })
  .map((segments) => `/${segments.join('/')}`);

describe('a route key', () => {
  it('of a method and a path is taken apart and put together again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METHODS), path, (method, somePath) => {
        const text = `${method} ${somePath}`;
        expect(parseRouteKey(where, text)).toEqual({ text, method, path: somePath });
      }),
    );
  });

  it('never takes more than the service does, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const key = parseRouteKey(where, text);
          expect(text === '$default' || /^[A-Z]+ \/[^\s?#]*$/.test(text)).toBe(true);
          expect(key.text).toBe(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/^\[Stack\] .*, got .*; /s);
        }
      }),
    );
  });

  it('$default stands for every method and has no path', () => {
    expect(parseRouteKey(where, '$default')).toEqual({ text: '$default', method: 'ANY' });
  });

  it.each([
    ['GET', 'not a route key', 'write "METHOD /path"'],
    ['/orders', 'not a route key', 'write "METHOD /path"'],
    ['GET orders', 'not a route key', 'write "METHOD /path"'],
    ['GET  /orders', 'not a route key', 'write "METHOD /path"'],
    ['GET /orders ', 'not a route key', 'write "METHOD /path"'],
    ['get /orders', 'unknown method', 'write "GET /orders"'],
    ['FETCH /orders', 'unknown method', 'use one of ANY, DELETE'],
    ['$connect /x', 'unknown method', 'use one of'],
    ['GET /orders?id=1', 'no query string', 'leave it out'],
    ['GET /orders#top', 'no query string or fragment', 'leave it out'],
    ['GET /a//b', 'empty segment', 'write single slashes'],
    ['GET /a/{id', 'must be a whole segment', 'GET /orders/{id}'],
    ['GET /a/x{id}', 'must be a whole segment', 'GET /orders/{id}'],
    ['GET /a/{}', 'must be a whole segment', 'GET /orders/{id}'],
    ['GET /a/{i d}', 'not a route key', 'write'],
    ['GET /a/{id*}', 'must be a whole segment', 'letters, digits and _.:-'],
    ['GET /{proxy+}/a', 'greedy parameter {proxy+} must be the last segment', 'write {proxy} or move it'],
    ['GET /a/{id}/b/{id}', 'path parameter {id} stands twice', 'a name of its own'],
    ['GET /a/{id}/b/{id+}', 'path parameter {id} stands twice', 'a name of its own'],
    ['GET /x/<id>', 'a path parameter is a name in braces', 'write {id}'],
    ['GET /x/<int:order_id>/y', 'a path parameter is a name in braces', 'write {order_id}'],
    ['GET /files/<path:rest>', 'a path parameter is a name in braces', 'write {rest+}'],
    ['GET /x/a<b', 'a path parameter is a name in braces', 'write {id}'],
    ['GET /x/:id', 'a path parameter is a name in braces', 'write {id}'],
    ['GET /:order-id/y', 'a path parameter is a name in braces', 'write {order-id}'],
    ['GET /x/:', 'a path parameter is a name in braces', 'write {id}'],
  ])('%s is refused (H-5)', (text, problem, remedy) => {
    expect(() => parseRouteKey(where, text)).toThrow(problem);
    expect(() => parseRouteKey(where, text)).toThrow(`got ${JSON.stringify(text)}`);
    expect(() => parseRouteKey(where, text)).toThrow(remedy);
  });

  it.each(['POST /v1/orders:cancel', 'GET /x/{:id}', 'GET /x/{id:int}', 'GET /x/a:'])('%s has a colon', (text) => {
    expect(parseRouteKey(where, text).text).toBe(text);
  });

  it('must be known at synthesis: a token can be neither checked nor kept apart from others', () => {
    expect(() => parseRouteKey(where, Lazy.string({ produce: () => 'GET /x' }))).toThrow('must be known at synthesis');
  });

  it('matches the same requests whatever its parameters are called', () => {
    const form = (text: string): string => matchingForm(parseRouteKey(where, text));
    expect(form('GET /a/{id}')).toBe(form('GET /a/{order}'));
    expect(form('GET /{proxy+}')).toBe(form('GET /{rest+}'));
    expect(new Set(['GET /a/{id}', 'GET /a/{id+}', 'GET /a/id', 'POST /a/{id}', '$default'].map(form)).size).toBe(5);
  });

  it('knows the names of its parameters', () => {
    expect(pathParameters(parseRouteKey(where, 'GET /a/{id}/{rest+}'))).toEqual(['id', 'rest']);
    expect(pathParameters(parseRouteKey(where, '$default'))).toEqual([]);
  });

  it.each([
    ['GET /a/{id}/b', 'GET/a/*/b'],
    ['ANY /a', '*/a'],
    ['GET /{proxy+}', 'GET/*'],
    ['$default', '*'],
  ])('%s is %s in an ARN', (text, suffix) => {
    expect(routeArnSuffix(parseRouteKey(where, text))).toBe(suffix);
  });
});
