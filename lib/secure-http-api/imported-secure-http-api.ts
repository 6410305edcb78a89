import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Grant, IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuse } from '../core/errors';
import { RouteIntegration } from '../shared/route-integration';
import { executeApiUrl } from '../core/execute-api-url';
import { HttpRoutes } from './http-routes';
import { ISecureHttpApi, SecureHttpApiAttributes } from './secure-http-api-attributes';
import { SecureHttpRoute, SecureHttpRouteOptions } from './secure-http-route';

/** An API of another stack, or one that was made by hand. Its stage is not ours to change. */
export class ImportedSecureHttpApi extends Construct implements ISecureHttpApi {
  public readonly apiId: string;
  public readonly url: string;
  private readonly table: HttpRoutes;

  public constructor(scope: Construct, id: string, attributes: SecureHttpApiAttributes) {
    super(scope, id);
    const stageName = attributes.stageName ?? '$default';
    this.apiId = attributes.httpApiId;
    const httpApi = HttpApi.fromHttpApiAttributes(this, 'Api', { httpApiId: attributes.httpApiId });
    this.url = attributes.url ?? executeApiUrl(this, attributes.httpApiId, stageName);
    this.table = new HttpRoutes(this, {
      httpApi,
      stageName,
      authorization: attributes.authorization,
      answersPreflights: attributes.answersPreflights ?? true,
    });
  }

  public get routes(): SecureHttpRoute[] {
    return [...this.table.all];
  }

  public get publicRoutes(): string[] {
    return this.table.publicKeys();
  }

  public addRoute(
    routeKey: string,
    integration: RouteIntegration,
    options: SecureHttpRouteOptions = {},
  ): SecureHttpRoute {
    if (options.throttle) {
      const remedy = 'throttle where the stage is defined';
      refuse(this, `the stage of an imported API cannot throttle ${routeKey}`, options.throttle, remedy);
    }
    return this.table.add(routeKey, integration, options);
  }

  public grantInvoke(grantee: IGrantable, ...routeKeys: string[]): Grant {
    return this.table.grantInvoke(grantee, routeKeys);
  }
}
