import { IAspect } from 'aws-cdk-lib';
import { CfnRoute, HttpRouteAuthorizerConfig, IHttpApi, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { warn } from '../core/warnings';

/** Gives routes that are added to the L2 construct, past `addRoute`, the API's authorization too. */
export class L2Authorizer implements IHttpRouteAuthorizer {
  public constructor(private readonly authorize: () => HttpRouteAuthorizerConfig) {}

  public bind(): HttpRouteAuthorizerConfig {
    return this.authorize();
  }
}

/** Keys of the public routes among those of the L2 construct. */
export function publicL2Routes(httpApi: IHttpApi): string[] {
  return httpApi.node
    .findAll()
    .filter(isPublicRoute)
    .map(({ routeKey }) => routeKey);
}

/** Warns of them: an explicit `HttpNoneAuthorizer` is no line of ours. */
export class WarnOfPublicL2Routes implements IAspect {
  public visit(node: IConstruct): void {
    if (isPublicRoute(node)) {
      warn(node, 'publicRoute', `${node.routeKey} answers anyone; add it with addRoute, or acknowledge this warning`);
    }
  }
}

function isPublicRoute(node: IConstruct): node is CfnRoute {
  return CfnRoute.isCfnRoute(node) && (node.authorizationType ?? 'NONE') === 'NONE';
}
