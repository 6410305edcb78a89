import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ApiClient } from '../api-client';
import { DeployedStack } from '../deployed-stack';

/** Keys of deployed REST APIs. */
export function checkRestApis(): void {
  it('a key of a secret opens a route as far as its tier goes, and a forged one does not', async () => {
    const stack = await DeployedStack.named('MeteredRestApiTiers');
    const client = ApiClient.restApi(stack);
    const withKeyOf = async (customer: string): Promise<Record<string, string>> => ({
      'x-api-key': await secretValue(stack.idOf('AWS::SecretsManager::Secret', customer)),
    });
    expect(await client.call('/products/7')).toMatchObject({ status: 403 });
    expect(await client.call('/products/7', { 'x-api-key': 'forged' })).toMatchObject({ status: 403 });
    const product = { status: 200, body: { id: '7' } };
    expect(await client.call('/products/7', await withKeyOf('Globex'))).toEqual(product);
    expect(await client.call('/products/7', await withKeyOf('Globex'))).toEqual(product);
    expect(await client.call('/products/7', await withKeyOf('Acme'))).toEqual(product);
    expect(await client.call('/products/7', await withKeyOf('Acme'))).toMatchObject({ status: 429 });
  });
}

export async function secretValue(id: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: id }));
  return SecretString!;
}
