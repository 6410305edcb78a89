import { ApiClient } from '../api-client';
import { signIn } from '../cognito-token';
import { DeployedStack } from '../deployed-stack';

const clientOf = async (scenario: string): Promise<ApiClient> =>
  ApiClient.api(await DeployedStack.named(`SecureHttpApi${scenario}`));

/** Authorizers and integrations of deployed HTTP APIs. */
export function checkHttpApis(): void {
  it('a Lambda authorizer lets callers into their own routes, and its context reaches the function', async () => {
    const client = await clientOf('LambdaAuthorizer');
    const as = (caller: string): Record<string, string> => ({ 'x-caller': caller });
    expect(await client.call('/lobby')).toMatchObject({ status: 401 });
    expect(await client.call('/lobby', as('stranger'))).toMatchObject({ status: 403 });
    expect(await client.call('/safe', as('owner'))).toEqual({ status: 200, body: { hello: 'owner' } });
    expect(await client.call('/lobby', as('guest'))).toEqual({ status: 200, body: { hello: 'guest' } });
    expect(await client.call('/safe', as('guest'))).toMatchObject({ status: 403 });
  });

  it('a JWT authorizer lets in who has a token, and a public route asks for none', async () => {
    const client = await clientOf('Jwt');
    const { username, token } = await signIn(await DeployedStack.named('SecureHttpApiJwt'));
    const bearer = { authorization: `Bearer ${token}` };
    expect(await client.call('/me', bearer)).toEqual({ status: 200, body: { user: username } });
    expect(await client.call('/orders', bearer)).toMatchObject({ status: 403 });
    expect(await client.call('/me')).toMatchObject({ status: 401 });
    expect(await client.call('/me', { authorization: 'Bearer forged' })).toMatchObject({ status: 401 });
    expect(await client.call('/health')).toEqual({ status: 200, body: { user: 'anyone' } });
  });

  it('IAM authorization refuses an unsigned request', async () => {
    expect(await (await clientOf('Iam')).call('/reports/monday')).toMatchObject({ status: 403 });
  });

  it('a function gets the event of the route, method and path that were called', async () => {
    const client = await clientOf('DefaultRoute');
    expect(await client.call('/any/path', {}, 'DELETE')).toMatchObject({ status: 401 });
    expect(await client.call('/any/path', { 'x-pass': 'forged' }, 'DELETE')).toMatchObject({ status: 403 });
    expect(await client.call('/any/path', { 'x-pass': 'valid' }, 'DELETE')).toEqual({
      status: 200,
      body: { routeKey: '$default', rawPath: '/any/path', method: 'DELETE' },
    });
  });

  it('a stage has its name', async () => {
    expect(await (await clientOf('Stage')).call('/variables')).toMatchObject({ status: 200 });
  });
}
