import { AccessLog } from '../shared/access-log';
import { Alarms } from '../shared/alarms';
import { Authorization } from '../shared/authorization';
import { Cors } from '../shared/cors';
import { CustomDomain } from '../shared/custom-domain';
import { Throttle } from '../shared/throttle';
import { BroadcastOptions } from './broadcast-options';
import { ChannelRule } from './channel-rule';
import { ClientsWithoutOrigin } from './clients-without-origin';
import { ConnectionsTableOptions } from './connections-table-options';
import { TokenExpiry } from './token-expiry';

/** Properties of `RealtimeWebSocketApi`. */
export interface RealtimeWebSocketApiProps {
  /**
   * Who may connect. Asked once, at the handshake; what it says of the client holds for the connection. There is no
   * default: nothing is public by omission.
   *
   * With `jwt` and `cognito`, the token is taken from the subprotocols, `new WebSocket(url, ['bearer', token])`, or from
   * `?token=`, unless an `identitySource` names another place. `resultsCacheTtl` is an error: nothing is cached.
   */
  readonly authorization: Authorization;

  /**
   * Which web pages may connect. Browsers let every page ask for a handshake, and send cookies along: the origin is
   * checked at `$connect`. Patterns such as `https://*.example.com` are honoured. Methods, headers, exposed headers and
   * a maximum age mean nothing here and are errors.
   */
  readonly cors: Cors;

  /**
   * What becomes of clients that send no origin, which are no browsers.
   *
   * @default ClientsWithoutOrigin.REFUSE
   */
  readonly clientsWithoutOrigin?: ClientsWithoutOrigin;

  /**
   * What becomes of a connection when its token ends. With `Authorization.iam()` and `none()`, which never say that they
   * end, it is an error.
   *
   * @default TokenExpiry.CLOSE
   */
  readonly tokenExpiry?: TokenExpiry;

  /**
   * Who may join which channels, by the actions `subscribe` and `unsubscribe`. What no rule allows is denied.
   *
   * @default - no channels: these actions do not exist
   */
  readonly channels?: ChannelRule[];

  /**
   * Channels a connection may be in at the same time. From 1 to 1,000.
   *
   * @default 50
   */
  readonly channelsPerConnection?: number;

  /**
   * Handshakes and messages let through by the stage. Each route without a throttle of its own, `ping` among them, gets
   * its own bucket of this size.
   *
   * @default - the account's limits: 10,000 requests a second in most Regions, shared by all APIs
   */
  readonly throttle?: Throttle;

  /**
   * Throttle of the actions `subscribe` and `unsubscribe`, in place of the stage's: a bucket of this size for each of the
   * two, which all clients draw on. After a break in the network all of them subscribe again at once.
   *
   * @default - the stage's
   */
  readonly channelThrottle?: Throttle;

  /**
   * Throttle of the action `presence`, which all clients draw on. Each request reads as many as 16 shards of the channel,
   * which joins and broadcasts need too.
   *
   * @default - 20 a second, bursts of 40
   */
  readonly presenceThrottle?: Throttle;

  /**
   * Whether a handshake takes an API key besides, in the header `x-api-key`: one of a usage plan (`UsagePlan` and `ApiKey`
   * of `aws-cdk-lib/aws-apigatewayv2`) that names this API and its stage. Browsers can't set headers of a handshake, so
   * that no page connects then. A key says which plan counts, and is no authorization.
   *
   * @default false
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
   */
  readonly apiKeyRequired?: boolean;

  /**
   * What is written down of each handshake and message. Never a header or the query string, where tokens are.
   *
   * @default AccessLog.json()
   */
  readonly accessLog?: AccessLog;

  /**
   * CloudWatch alarms: `integrationErrorRate` (25 % of 20 or more handshakes and messages answered 4xx or 5xx, in 3
   * periods of 1 minute), `handlerErrors` (1 failure of a shipped handler in each of 3 periods of 1 minute),
   * `executionErrors` (1 in each of 3 periods of 1 minute), `deadLetters` (1 broadcast, delivery or expiry set aside),
   * `deliveryAge` (60 seconds in 3 periods of 1 minute), and, when an override enables it, `clientErrorAnomaly` (4xx,
   * 429 included, 3 deviations above the usual in 3 periods of 5 minutes).
   *
   * The service counts 4xx that a function answers as errors of the integration: handshakes refused for their origin, and
   * 4xx of your functions, are in `integrationErrorRate`.
   *
   * @default Alarms.recommended()
   */
  readonly alarms?: Alarms;

  /**
   * A domain name of yours, for this API or other WebSocket APIs alone. Unlike with the other APIs, the execute-api
   * endpoint stays on: functions post to connections there. `mutualTls` is an error for that reason.
   *
   * @default - the execute-api endpoint
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html
   */
  readonly customDomain?: CustomDomain;

  /**
   * Name of the stage, which is the path of the URL.
   *
   * @default 'prod'
   */
  readonly stageName?: string;

  /**
   * Variables for integrations and functions.
   *
   * @default - none
   */
  readonly stageVariables?: { [name: string]: string };

  /**
   * Metrics by route as well. CloudWatch charges for each metric of each route.
   *
   * @default false
   */
  readonly detailedMetrics?: boolean;

  /**
   * Name of the API.
   *
   * @default - one made from the construct's path, unique in the account
   */
  readonly apiName?: string;

  /**
   * What the API is for.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * Choices about the table of connections.
   *
   * @default - on demand, deleted with the stack
   */
  readonly connectionsTable?: ConnectionsTableOptions;

  /**
   * Choices about broadcasts.
   *
   * @default - 10 functions deliver at the same time
   */
  readonly broadcast?: BroadcastOptions;
}
