import { Lazy } from 'aws-cdk-lib';
import { CfnRoute, CfnStage, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Throttle } from '../shared/throttle';
import { SecureHttpRoute } from './secure-http-route';

export interface RouteThrottlesProps {
  readonly stage: HttpStage;
  readonly detailedMetrics: boolean;
  readonly resourcesOf: (route: SecureHttpRoute) => CfnRoute[];
}

/** Throttles of single routes, which the L2 stage has no property for. */
export class RouteThrottles {
  private readonly throttles: { readonly route: SecureHttpRoute; readonly throttle: Throttle }[] = [];

  public constructor(private readonly props: RouteThrottlesProps) {
    const resource = props.stage.node.defaultChild as CfnStage;
    resource.routeSettings = Lazy.any({ produce: () => this.render() });
  }

  public add(route: SecureHttpRoute, throttle: Throttle): void {
    // settings of a route that does not exist yet fail the deployment (rule H-78)
    this.props.stage.node.addDependency(route);
    this.throttles.push({ route, throttle });
  }

  private render(): unknown {
    const settings = this.throttles.flatMap(({ route, throttle }) =>
      this.props.resourcesOf(route).map((resource) => [resource.routeKey, this.renderOne(throttle)]),
    );
    return settings.length > 0 ? Object.fromEntries(settings) : undefined;
  }

  /** A route's settings replace the stage's as a whole, so what the stage says is said again. */
  private renderOne(throttle: Throttle): unknown {
    return {
      ThrottlingRateLimit: throttle.rateLimit,
      ThrottlingBurstLimit: throttle.burstLimit,
      DetailedMetricsEnabled: this.props.detailedMetrics || undefined,
    };
  }
}
