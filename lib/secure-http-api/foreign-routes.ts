import { IAspect, Stack } from 'aws-cdk-lib';
import { CfnRoute, HttpRouteAuthorizerConfig, IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { warn } from '../core/warnings';
import { HttpRoutes } from './http-routes';

/** Gives routes that are added to the L2 construct without an authorizer the API's own authorization. */
export class InheritedAuthorizer implements IHttpRouteAuthorizer {
  public constructor(private readonly authorize: () => HttpRouteAuthorizerConfig) {}

  public bind(): HttpRouteAuthorizerConfig {
    return this.authorize();
  }
}

export interface ForeignRoutesProps {
  readonly apiId: string;
  readonly table: HttpRoutes;
  readonly answersPreflights: boolean;
}

/** Routes of the API in its stack that were made by an L2 or L1 construct, past `addRoute`. */
export class ForeignRoutes implements IAspect {
  public constructor(
    private readonly scope: IConstruct,
    private readonly props: ForeignRoutesProps,
  ) {}

  public publicKeys(): string[] {
    return this.all()
      .filter(isPublic)
      .map(({ routeKey }) => routeKey);
  }

  /** What CloudFormation would refuse half-way through a deployment. */
  public duplicates(): string[] {
    const keys = [...this.props.table.routeKeys(), ...this.all().map(({ routeKey }) => routeKey)];
    return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  }

  public visit(node: IConstruct): void {
    if (!this.isForeign(node)) {
      return;
    }
    if (isPublic(node)) {
      warn(node, 'publicRoute', `${node.routeKey} answers anyone; add it with addRoute, or acknowledge this warning`);
    } else if (this.props.answersPreflights && /^(ANY |OPTIONS |\$default$)/.test(node.routeKey)) {
      const text = `${node.routeKey} puts an authorizer before preflights, which get 401`;
      warn(node, 'guardedPreflight', `${text}; add it with addRoute, which keeps them apart`);
    }
  }

  private all(): CfnRoute[] {
    return Stack.of(this.scope)
      .node.findAll()
      .filter((node): node is CfnRoute => this.isForeign(node));
  }

  private isForeign(node: IConstruct): node is CfnRoute {
    return CfnRoute.isCfnRoute(node) && node.apiId === this.props.apiId && !this.props.table.made(node);
  }
}

function isPublic(route: CfnRoute): boolean {
  return (route.authorizationType ?? 'NONE') === 'NONE';
}
