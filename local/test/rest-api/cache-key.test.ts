import { CallOptions } from '../support/call';
import { CachedApi, RunningCachedApi, serveCachedApi } from '../support/cached-api';

let api: RunningCachedApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function serve(fixture?: CachedApi): Promise<void> {
  api = await serveCachedApi(fixture);
}
const ask = (path: string, options?: CallOptions) => api!.ask(path, options);

describe('R-92, R-93: the key', () => {
  const keyed = (keyParameters: string[], more: object = {}): CachedApi => ({
    paths: ({ calls }) => ({
      '/a/{id}': {
        get: calls(
          'Count',
          {
            parameters: [
              { name: 'page', in: 'query' },
              { name: 'X-Tenant', in: 'header' },
            ],
          },
          { cacheKeyParameters: keyParameters, ...more },
        ),
      },
    }),
  });

  it('what is not declared makes no difference, not even the path', async () => {
    await serve(keyed([]));
    expect([await ask('/a/1'), await ask('/a/2?page=2'), await ask('/a/3', { headers: { 'X-Tenant': 'b' } })]).toEqual(
      Array(3).fill('200 1'),
    );
  });

  it('declared parameters do, and so does a missing one', async () => {
    await serve(keyed(['path.id', 'querystring.page', 'header.X-Tenant'].map((name) => `method.request.${name}`)));
    const paths = ['/a/1', '/a/2', '/a/2?page=1', '/a/2?page=2', '/a/2?page='];
    for (let round = 0; round < 2; round++) {
      for (const [index, path] of paths.entries()) expect(await ask(path)).toBe(`200 ${index + 1}`);
      expect(await ask('/a/2', { headers: { 'X-Tenant': 'b' } })).toBe('200 6');
      expect(await ask('/a/2?page=2&other=1')).toBe('200 4');
    }
  });

  it('headers count with their case (assumed)', async () => {
    await serve(keyed(['method.request.header.X-Tenant']));
    const as = (name: string, value: string) => ask('/a/1', { headers: { [name]: value } });
    expect([await as('X-Tenant', 'a'), await as('X-Tenant', 'b')]).toEqual(['200 1', '200 2']);
    expect([await as('x-tenant', 'a'), await as('x-tenant', 'b')]).toEqual(['200 3', '200 3']);
  });

  it('a part of the integration request is where its mapping has it from (assumed)', async () => {
    const mapping = { requestParameters: { 'integration.request.header.team': 'context.authorizer.team' } };
    await serve({
      paths: ({ calls }) => ({
        '/a': {
          get: calls(
            'Count',
            { security: [{ Token: [] }] },
            { ...mapping, cacheKeyParameters: ['integration.request.header.team'] },
          ),
        },
      }),
    });
    const as = (authorization: string) => ask('/a', { headers: { authorization } });
    expect([await as('red'), await as('blue'), await as('red')]).toEqual(['200 1', '200 2', '200 1']);
  });

  it('a namespace is the resource, or shared by name', async () => {
    await serve({
      paths: ({ calls }) => ({
        '/a': { get: calls('Count') },
        '/b': { get: calls('Count') },
        '/c': { get: calls('Count', {}, { cacheNamespace: 'shared' }) },
        '/d': { get: calls('Count', {}, { cacheNamespace: 'shared' }) },
      }),
    });
    const answers = [];
    for (const path of ['/a', '/b', '/c', '/d']) answers.push(await ask(path));
    expect(answers).toEqual(['200 1', '200 2', '200 3', '200 3']);
  });

  it('methods of a resource share its namespace (assumed)', async () => {
    await serve({
      paths: ({ calls }) => ({ '/a': { get: calls('Count'), post: calls('Count') } }),
      stage: { methodOptions: { '/a/POST': { cachingEnabled: true } } },
    });
    expect([await ask('/a', { method: 'POST' }), await ask('/a')]).toEqual(['200 1', '200 1']);
  });

  it.each([
    ['method.request.querystring.nope', 'is no parameter that the method declares'],
    ['integration.request.header.nope', 'is not mapped'],
    ['context.authorizer.sub', 'is no parameter that the method declares'],
  ])('%s is refused', async (parameter, reason) => {
    await expect(serve(keyed([parameter]))).rejects.toThrow(reason);
  });
});
