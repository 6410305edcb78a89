import { Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { contentKey } from '../core/content-key';
import { Throttle } from '../shared/throttle';

/** Options of `addRoute`. */
export interface RealtimeRouteOptions {
  /**
   * Whether what the integration answers is sent to the client: of a function, the `body` of its answer. The client is
   * told no status.
   *
   * @default false
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html
   */
  readonly reply?: boolean;

  /**
   * Throttle of this route, in place of the stage's. All clients draw on it.
   *
   * @default - the stage's
   */
  readonly throttle?: Throttle;

  /**
   * JSON schema (draft 4) of the client's message. What does not match is answered `Invalid request body`. Keywords the
   * service does not know or enforce are refused.
   *
   * @default - any message
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   */
  readonly schema?: { [keyword: string]: unknown };
}

/** A route of a `RealtimeWebSocketApi`, as `addRoute` returns it. */
export class RealtimeRoute extends Construct {
  /** @internal */
  public static _create(scope: Construct, routeKey: string, reply: boolean): RealtimeRoute {
    // no id may have a token in it, and the CDK writes `--` for a slash
    const name = Token.isUnresolved(routeKey) ? contentKey(scope, routeKey) : routeKey.replace(/-(?=-)/g, '- ');
    return new RealtimeRoute(scope, `Route ${name}`, routeKey, reply);
  }

  /** What clients send as `action`. */
  public readonly routeKey: string;

  /** Whether the client gets what the integration answers. */
  public readonly reply: boolean;

  private constructor(scope: Construct, id: string, routeKey: string, reply: boolean) {
    super(scope, id);
    this.routeKey = routeKey;
    this.reply = reply;
  }
}
