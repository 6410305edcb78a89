import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { endpointConfig, SdkConnectionsEndpoint } from '../../clients/connections-endpoint';
import { LARGEST_FRAME } from '../../contract/realtime/broadcast-message';
import { pauseBefore } from '../broadcast/backoff';
import { REAL_TIMING, type Timing } from '../broadcast/timing';
import { FrameTooLargeError, NotDeliveredError } from '../errors';
import type { ConnectionsEndpoint, PostOutcome } from '../ports';
import { fromEnvironment } from './environment';

/** How often a post or close is tried that is throttled: some four seconds, for a caller waits. */
const TRIES = 6;

/** How long a connection is waited for that may be connecting, in milliseconds. */
const CONNECTING_MILLISECONDS = 5_000;

/** Options of {@link Connections}. */
export interface ConnectionsOptions {
  /**
   * Where `@connections` is: the `callbackUrl` of an API.
   *
   * @default - what the environment's WEBSOCKET_CALLBACK_URL says
   */
  readonly callbackUrl?: string;

  /**
   * An `ApiGatewayManagementApiClient` of `@aws-sdk/client-apigatewaymanagementapi`.
   *
   * @default - one of the function's Region and role
   */
  readonly client?: { send(command: never): Promise<unknown> };

  /** @internal */
  readonly timing?: Timing;
}

/** Options of {@link Connections.post}. */
export interface PostOptions {
  /**
   * Whether the client may not be connected yet, as in a function that is told of new connections: then it is waited
   * for, some seconds (rule W-2).
   *
   * @default false
   */
  readonly mayBeConnecting?: boolean;
}

/**
 * Posts to single connections and closes them: for a function that an API granted to manage connections. Whoever is
 * to reach users or channels broadcasts.
 *
 * @example
 * const connections = new Connections();
 * const outcome = await connections.post('L0SM9cOFvHcCIhw=', { type: 'welcome' });
 */
export class Connections {
  private endpoint?: Promise<ConnectionsEndpoint>;
  private readonly timing: Timing;

  public constructor(private readonly options: ConnectionsOptions = {}) {
    this.timing = options.timing ?? REAL_TIMING;
  }

  /**
   * Sends data, as JSON, to a connection, and tells whether it is there. Throws {@link FrameTooLargeError}, and
   * {@link NotDeliveredError} where API Gateway refuses or can't take it for some seconds.
   */
  public async post(connectionId: string, data: unknown, options: PostOptions = {}): Promise<'delivered' | 'gone'> {
    const frame = JSON.stringify(data);
    const bytes = Buffer.byteLength(frame);
    if (bytes > LARGEST_FRAME) {
      throw new FrameTooLargeError(bytes);
    }
    const endpoint = await this.load();
    const end = this.timing.now() + (options.mayBeConnecting ? CONNECTING_MILLISECONDS : 0);
    return this.insist(
      connectionId,
      (outcome, tries) => {
        const isAwaited = outcome === 'gone' && this.timing.now() < end;
        return isAwaited || (outcome === 'retry' && tries < TRIES);
      },
      () => endpoint.post(connectionId, frame),
    );
  }

  /** Closes a connection; one that is gone stays so. Throws {@link NotDeliveredError} as `post` does. */
  public async close(connectionId: string): Promise<void> {
    const endpoint = await this.load();
    await this.insist(
      connectionId,
      (outcome, tries) => outcome === 'retry' && tries < TRIES,
      () => endpoint.close(connectionId),
    );
  }

  private async insist(
    connectionId: string,
    isToBeTriedAgain: (outcome: PostOutcome, tries: number) => boolean,
    act: () => Promise<PostOutcome>,
  ): Promise<'delivered' | 'gone'> {
    let outcome = await act();
    for (let tries = 1; isToBeTriedAgain(outcome, tries); tries += 1) {
      await this.timing.sleep(pauseBefore(tries, this.timing.random));
      outcome = await act();
    }
    if (outcome === 'delivered' || outcome === 'gone') {
      return outcome;
    }
    throw new NotDeliveredError(connectionId, outcome === 'refused' ? 'refused' : 'throttled or unavailable');
  }

  /** Loads the SDK at the first call: functions that post nothing need none. */
  private load(): Promise<ConnectionsEndpoint> {
    this.endpoint ??= (async () => {
      const callbackUrl = this.options.callbackUrl ?? fromEnvironment('callbackUrl');
      const sdk = await import('@aws-sdk/client-apigatewaymanagementapi');
      const given = this.options.client as ApiGatewayManagementApiClient | undefined;
      return new SdkConnectionsEndpoint(
        sdk,
        given ?? new sdk.ApiGatewayManagementApiClient(endpointConfig(callbackUrl)),
      );
    })();
    return this.endpoint;
  }
}
