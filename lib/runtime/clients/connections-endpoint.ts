import type {
  ApiGatewayManagementApiClient,
  ApiGatewayManagementApiClientConfig,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { ConnectionsEndpoint, PostOutcome } from '../realtime/ports';

type Sdk = typeof import('@aws-sdk/client-apigatewaymanagementapi');

/**
 * Options of the SDK's client. No retries of its own: a 410 or 429 means more to the caller than to the SDK. Sockets
 * are kept, enough of them, and one that does not answer is given up.
 */
export function endpointConfig(callbackUrl: string): ApiGatewayManagementApiClientConfig {
  const agent = { keepAlive: true, maxSockets: 100 };
  return {
    endpoint: callbackUrl,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: 3_000,
      throwOnRequestTimeout: true,
      httpsAgent: agent,
      httpAgent: agent,
    },
  };
}

/**
 * `@connections` by the SDK.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export class SdkConnectionsEndpoint implements ConnectionsEndpoint {
  /** @param sdk given rather than imported, so that whoever posts nothing needs no SDK */
  public constructor(
    private readonly sdk: Sdk,
    private readonly client: Pick<ApiGatewayManagementApiClient, 'send'>,
  ) {}

  public async post(connectionId: string, frame: string): Promise<PostOutcome> {
    const command = new this.sdk.PostToConnectionCommand({ ConnectionId: connectionId, Data: frame });
    return outcomeOf(this.client.send(command));
  }

  public async close(connectionId: string): Promise<PostOutcome> {
    return outcomeOf(this.client.send(new this.sdk.DeleteConnectionCommand({ ConnectionId: connectionId })));
  }
}

async function outcomeOf(sent: Promise<unknown>): Promise<PostOutcome> {
  try {
    await sent;
    return 'delivered';
  } catch (error) {
    return outcomeOfStatus((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode);
  }
}

/** @param status none where no answer came */
function outcomeOfStatus(status: number | undefined): PostOutcome {
  if (status === 410) {
    return 'gone';
  }
  return status === undefined || status === 429 || status >= 500 ? 'retry' : 'refused';
}
