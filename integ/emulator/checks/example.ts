import { ApiClient } from '../api-client';
import { DeployedStack } from '../deployed-stack';

/** The example of the README. */
export function checkOrders(): void {
  it('orders need a token, health does not, and the catalogue needs token and key', async () => {
    const stack = await DeployedStack.named('Orders');
    const shop = ApiClient.httpApi(stack, 'Shop');
    expect(await shop.call('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await shop.call('/orders')).toMatchObject({ status: 401 });
    expect(await ApiClient.restApi(stack).call('/products/lamp')).toMatchObject({ status: 401 });
    expect(await ApiClient.webSocketApi(stack, 'Live').connect({})).toBeUndefined();
  });
}
