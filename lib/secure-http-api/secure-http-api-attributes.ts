import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Authorization } from '../shared/authorization';
import { RouteIntegration } from '../shared/route-integration';
import { SecureHttpRoute, SecureHttpRouteOptions } from './secure-http-route';

/** An HTTP API to which routes can be added: made here or imported. */
export interface ISecureHttpApi extends IConstruct {
  /** Id of the API. */
  readonly apiId: string;

  /** Where clients call it, without a trailing slash: the custom domain where there is one. */
  readonly url: string;

  /** Routes added here, in the order they were added. */
  readonly routes: SecureHttpRoute[];

  /** Keys of the routes that anyone may call. */
  readonly publicRoutes: string[];

  /**
   * Adds a route.
   *
   * @param routeKey `METHOD /path`, such as `GET /orders/{id}`, or `$default`
   */
  addRoute(routeKey: string, integration: RouteIntegration, options?: SecureHttpRouteOptions): SecureHttpRoute;

  /** Lets a principal call routes with `Authorization.iam()`: those named, or all that have been added. */
  grantInvoke(grantee: IGrantable, ...routeKeys: string[]): Grant;
}

/** What has to be known of an HTTP API to add routes to it. */
export interface SecureHttpApiAttributes {
  /** Id of the API. */
  readonly httpApiId: string;

  /** Who may call routes added here. They get an authorizer of their own. */
  readonly authorization: Authorization;

  /**
   * Whether the API has a CORS configuration, so that routes keep authorizers out of preflights.
   *
   * @default true
   */
  readonly answersPreflights?: boolean;

  /**
   * Stage that serves the API. It must deploy by itself for new routes to be served.
   *
   * @default '$default'
   */
  readonly stageName?: string;

  /**
   * Where clients call it, without a trailing slash.
   *
   * @default - the execute-api endpoint and the stage
   */
  readonly url?: string;
}
