import { ApiClient } from './api-client';
import { DeployedStack } from './deployed-stack';

const WEB_SOCKETS = 'RealtimeWebSocketApi';

/** What the API of a scenario says on a route that a variant has added. */
export async function answerOf(stack: DeployedStack, route: string): Promise<unknown> {
  if (stack.name.startsWith(WEB_SOCKETS)) return ask(stack, route);
  const api = stack.name.startsWith('MeteredRestApi') ? ApiClient.restApi(stack) : ApiClient.api(stack);
  return (await api.call(`/${route}`)).body;
}

/** Whether anyone may call what a variant has added: a handshake is for all routes of its API. */
export function mayBeAsked(stack: DeployedStack): boolean {
  const hasAuthorizer = stack.ofType('AWS::ApiGatewayV2::Authorizer').length > 0;
  return !(stack.name.startsWith(WEB_SOCKETS) && hasAuthorizer);
}

async function ask(stack: DeployedStack, action: string): Promise<unknown> {
  const connection = await ApiClient.api(stack).connect({ origin: 'https://app.example.com' });
  if (!connection) throw new Error(`${stack.name} refused the handshake`);
  try {
    return await connection.ask({ action });
  } finally {
    connection.close();
  }
}
