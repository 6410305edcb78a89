import { Lazy, Token } from 'aws-cdk-lib';
import { CfnStage, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { IConstruct } from 'constructs';
import { refuse } from '../core/errors';
import { Throttle } from '../shared/throttle';

interface ThrottledRoute {
  readonly routeKey: string;
  readonly throttle: Throttle;
}

/** Throttles of single routes, which the L2 stage has no property for. */
export class RouteSettings {
  private readonly throttled: ThrottledRoute[] = [];

  public constructor(
    stage: WebSocketStage,
    private readonly detailedMetrics: boolean,
  ) {
    (stage.node.defaultChild as CfnStage).routeSettings = Lazy.any({ produce: () => this.render() });
  }

  public throttle(route: IConstruct, routeKey: string, throttle: Throttle): void {
    if (Token.isUnresolved(routeKey)) {
      refuse(route, 'the name of a throttled route must be known at synthesis', routeKey, 'write it out');
    }
    this.throttled.push({ routeKey, throttle });
  }

  private render(): unknown {
    const settings = this.throttled.map(({ routeKey, throttle }) => [routeKey, this.renderOne(throttle)] as const);
    return settings.length > 0 ? Object.fromEntries(settings) : undefined;
  }

  /** A route's settings replace the stage's as a whole, so what the stage says is said again. */
  private renderOne({ rateLimit, burstLimit }: Throttle): unknown {
    return {
      ThrottlingRateLimit: rateLimit,
      ThrottlingBurstLimit: burstLimit,
      DetailedMetricsEnabled: this.detailedMetrics || undefined,
    };
  }
}
