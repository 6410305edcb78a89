import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { Authorization } from '../shared/authorization';
import { Throttle } from '../shared/throttle';

/** Options of `addRoute`. */
export interface SecureHttpRouteOptions {
  /**
   * Who may call this route.
   *
   * @default - the API's authorization
   */
  readonly authorization?: Authorization;

  /**
   * Scopes of which the caller's token must hold one. At most 10. Only where tokens carry scopes: JWT and Cognito.
   *
   * @default - the scopes of the authorization, if it has any
   */
  readonly scopes?: string[];

  /**
   * Throttle of this route, in place of the stage's. Every caller draws on it. Where `ANY` becomes one route for each
   * method, each has a bucket of this size.
   *
   * @default - the stage's
   */
  readonly throttle?: Throttle;
}

/** @internal */
export interface _SecureHttpRouteProps {
  readonly routeKey: string;
  readonly authorization: Authorization;
  readonly scopes: string[];
  /** What an IAM policy must allow to call the route. */
  readonly invokeArn: string;
}

/** A route of a `SecureHttpApi`, as `addRoute` returns it. */
export class SecureHttpRoute extends Construct {
  /** @internal */
  public static _create(scope: Construct, id: string, props: _SecureHttpRouteProps): SecureHttpRoute {
    return new SecureHttpRoute(scope, id, props);
  }

  /** As it was added: `GET /orders/{id}`. */
  public readonly routeKey: string;

  /** Whether anyone may call it. */
  public readonly isPublic: boolean;

  /** Who may call it. */
  public readonly authorization: Authorization;

  /** Scopes of which the caller's token must hold one. Empty when none is demanded. */
  public readonly scopes: string[];

  private readonly invokeArn: string;

  private constructor(scope: Construct, id: string, props: _SecureHttpRouteProps) {
    super(scope, id);
    this.routeKey = props.routeKey;
    this.authorization = props.authorization;
    this.isPublic = props.authorization._intent.kind === 'none';
    this.scopes = props.scopes;
    this.invokeArn = props.invokeArn;
  }

  /**
   * Lets a principal call this route. Only where the route's authorization is `Authorization.iam()`.
   *
   * A path parameter becomes `*`, which in IAM also matches slashes; for `$default` that is every route of the stage.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
   */
  public grantInvoke(grantee: IGrantable): Grant {
    const kind = this.authorization._intent.kind;
    if (kind !== 'iam') {
      refuse(this, 'a grant has no effect on this route', kind, 'add the route with Authorization.iam()');
    }
    return Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns: [this.invokeArn] });
  }
}
