import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { Authorization } from '../shared/authorization';
import { Throttle } from '../shared/throttle';
import { RouteCache } from './cache/response-cache';

/** Options of `addRoute`. */
export interface MeteredRestRouteOptions {
  /**
   * Who may call this route.
   *
   * @default - the API's authorization
   */
  readonly authorization?: Authorization;

  /**
   * Scopes of which the caller's token must hold one. Only where tokens carry scopes: JWT and Cognito.
   *
   * @default - the scopes of the authorization, if it has any
   */
  readonly scopes?: string[];

  /**
   * Whether a request must have an API key, in the header `x-api-key`. A key says who pays, not who may call: it is no
   * authorization.
   *
   * @default - true if the API has tiers
   */
  readonly apiKeyRequired?: boolean;

  /**
   * Throttle of this route, for all callers together, in place of the stage's. `ANY` gives each method this one of its own.
   *
   * @default - the stage's
   */
  readonly throttle?: Throttle;

  /**
   * JSON schema of the request's body, with `Content-Type: application/json` or none. What does not match gets 400.
   * Keywords the service does not know or enforce are refused.
   *
   * @default - any body
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
   */
  readonly body?: { [keyword: string]: unknown };

  /**
   * Parameters a request must have, not blank: `query.page`, `header.x-trace`. API Gateway tells the case of headers:
   * clients spell them in lower case by HTTP/2, and as they like by HTTP/1.1. Where those must not get 400, demand the
   * header in the function.
   *
   * @default - none
   */
  readonly requiredParameters?: string[];

  /**
   * Answers that API Gateway keeps and serves again, without calling the integration. Authorization, API key and
   * throttles hold all the same. For GET, HEAD and OPTIONS. Answers up to 1 MB, errors of the integration too. The cache
   * is billed by the hour.
   *
   * @default - every request reaches the integration
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
   */
  readonly cache?: RouteCache;
}

/** @internal */
export interface _MeteredRestRouteProps {
  readonly routeKey: string;
  readonly authorization: Authorization;
  readonly scopes: string[];
  readonly apiKeyRequired: boolean;
  /** Allows a principal an action on the route. */
  readonly grant: (grantee: IGrantable, action: string) => Grant;
}

/** A route of a `MeteredRestApi`, as `addRoute` returns it. */
export class MeteredRestRoute extends Construct {
  /** @internal */
  public static _create(scope: Construct, id: string, props: _MeteredRestRouteProps): MeteredRestRoute {
    return new MeteredRestRoute(scope, id, props);
  }

  /** As it was added: `GET /products/{id}`. */
  public readonly routeKey: string;

  /** Whether anyone may call it. An API key does not change that. */
  public readonly isPublic: boolean;

  /** Who may call it. */
  public readonly authorization: Authorization;

  /** Scopes of which the caller's token must hold one. Empty when none is demanded. */
  public readonly scopes: string[];

  /** Whether a request must have an API key. */
  public readonly apiKeyRequired: boolean;

  private readonly grant: _MeteredRestRouteProps['grant'];

  private constructor(scope: Construct, id: string, props: _MeteredRestRouteProps) {
    super(scope, id);
    this.routeKey = props.routeKey;
    this.authorization = props.authorization;
    this.isPublic = props.authorization._intent.kind === 'none';
    this.scopes = props.scopes;
    this.apiKeyRequired = props.apiKeyRequired;
    this.grant = props.grant;
  }

  /** @internal */
  public _grantInvalidateCache(grantee: IGrantable): Grant {
    return this.grant(grantee, 'execute-api:InvalidateCache');
  }

  /**
   * Lets a principal call this route. Only where the route's authorization is `Authorization.iam()`.
   *
   * A path parameter becomes `*`, which in IAM also matches slashes.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
   */
  public grantInvoke(grantee: IGrantable): Grant {
    const kind = this.authorization._intent.kind;
    if (kind !== 'iam') {
      refuse(this, 'a grant has no effect on this route', kind, 'add the route with Authorization.iam()');
    }
    return this.grant(grantee, 'execute-api:Invoke');
  }
}
