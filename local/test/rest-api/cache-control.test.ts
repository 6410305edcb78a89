import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { sign } from 'aws4';
import { defaultCredentials } from '../../src/core/development-credentials';
import { CallOptions } from '../support/call';
import { CachedApi, RunningCachedApi, serveCachedApi, settings } from '../support/cached-api';
import { TestClock } from '../support/gateway';

const RENEW = { 'cache-control': 'max-age=0' };
const WARNING = '199 Cache-control headers were ignored because the caller was unauthorized.';

let api: RunningCachedApi | undefined;
const clock = new TestClock();
afterEach(async () => {
  await api?.close();
  api = undefined;
});

async function serve(fixture?: CachedApi): Promise<void> {
  api = await serveCachedApi(fixture, clock);
}
const ask = (path: string, options?: CallOptions) => api!.ask(path, options);

describe('R-95, R-96: Cache-Control: max-age=0', () => {
  const renew = { headers: RENEW };
  const asAdmin = { headers: { ...RENEW, authorization: 'admin' } };

  it.each(['max-age=0', 'no-transform, Max-Age = 0'])(
    'renews an answer for everybody where that is said: %s',
    async (text) => {
      await serve({ change: settings({ RequireAuthorizationForCacheControl: false }) });
      const renewed = { headers: { 'cache-control': text } };
      expect([await ask('/a'), await ask('/a', renewed), await ask('/a')]).toEqual(['200 1', '200 2', '200 2']);
      expect(api!.gateway.notes.map(({ text }) => text)).toEqual([
        expect.stringContaining('CloudFormation can not set who may renew'),
      ]);
    },
  );

  it.each(['no-cache', 'max-age=1', 'no-store'])('%s does not', async (text) => {
    await serve({ change: settings({ RequireAuthorizationForCacheControl: false }) });
    expect([await ask('/a'), await ask('/a', { headers: { 'cache-control': text } })]).toEqual(['200 1', '200 1']);
  });

  it('is ignored with a warning where nothing is said', async () => {
    await serve();
    const first = await api!.call('/a', renew);
    const second = await api!.call('/a', renew);
    expect([first.body, second.body]).toEqual(['1', '1']);
    expect([first.headers.warning, second.headers.warning]).toEqual([WARNING, WARNING]);
    expect((await api!.call('/a')).headers).not.toHaveProperty('warning');
  });

  it('is ignored without one', async () => {
    const change = settings({ UnauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITHOUT_RESPONSE_HEADER' });
    await serve({ change });
    await ask('/a');
    const { body, headers } = await api!.call('/a', renew);
    expect([body, headers.warning]).toEqual(['1', undefined]);
  });

  it('is refused, with a gateway response; the text is assumed', async () => {
    await serve({
      change: settings({ UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }),
      root: {
        'x-amazon-apigateway-gateway-responses': { [ResponseType.ACCESS_DENIED.responseType]: { statusCode: 409 } },
      },
    });
    expect(await ask('/a')).toBe('200 1');
    const { status, body } = await api!.call('/a', renew);
    expect(status).toBe(409);
    expect(JSON.parse(body).message).toMatch(
      /not authorized to perform: execute-api:InvalidateCache on resource: arn:/,
    );
    expect(api!.gateway.requests.at(-1)?.decisions.at(-1)).toMatchObject({ step: 'cache', outcome: 'refused' });
  });

  it('is refused with a 403', async () => {
    await serve({ change: settings({ UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' }) });
    expect((await api!.call('/a', renew)).status).toBe(403);
  });

  it('an authorizer function may allow it (assumed)', async () => {
    await serve({ paths: ({ calls }) => ({ '/a': { get: calls('Count', { security: [{ Token: [] }] }) } }) });
    const user = { headers: { ...RENEW, authorization: 'user' } };
    expect([await ask('/a', user), await ask('/a', user)]).toEqual(['200 1', '200 1']);
    expect([await ask('/a', asAdmin), await ask('/a', user)]).toEqual(['200 2', '200 2']);
  });

  it('the resource policy may allow it, or deny it (assumed)', async () => {
    const statement = (effect: string, action: string) => ({
      Effect: effect,
      Principal: '*',
      Action: action,
      Resource: '*',
    });
    const policy = (...more: object[]) => ({
      root: { 'x-amazon-apigateway-policy': { Statement: [statement('Allow', 'execute-api:Invoke'), ...more] } },
    });
    await serve(policy(statement('Allow', 'execute-api:InvalidateCache')));
    expect([await ask('/a'), await ask('/a', renew)]).toEqual(['200 1', '200 2']);
    await api!.close();
    await serve(policy(statement('Deny', 'execute-api:InvalidateCache')));
    expect([await ask('/a'), await ask('/a', renew)]).toEqual(['200 1', '200 1']);
  });

  it('whoever signs with the development credentials may (assumed)', async () => {
    const iam = { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } };
    await serve({ paths: ({ calls }) => ({ '/a': { get: calls('Count', iam) } }) });
    const signed = (more: object = {}): CallOptions => {
      const { host, pathname } = new URL(`${api!.url}/a`);
      const headers = { 'X-Amz-Date': new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, ''), ...more };
      const request = { host, path: pathname, service: 'execute-api', region: 'us-east-1', headers };
      return { headers: sign(request, defaultCredentials).headers as Record<string, string> };
    };
    expect([await ask('/a', signed()), await ask('/a', signed()), await ask('/a', signed(RENEW))]).toEqual([
      '200 1',
      '200 1',
      '200 2',
    ]);
  });
});
