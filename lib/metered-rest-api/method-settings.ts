import { Lazy } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Throttle } from '../shared/throttle';
import { CacheCluster } from './cache/cache-cluster';
import { ExecutionLog } from './execution-log';

export interface MethodSettingsProps {
  readonly throttle?: Throttle;
  readonly detailedMetrics: boolean;
  readonly executionLog: ExecutionLog;
  readonly cache: CacheCluster;
  /** Methods that a route answers: the service takes settings for each, and refuses those for `ANY`. */
  readonly methodsOf: (route: { readonly method: string; readonly path: string }) => string[];
}

/** Settings of the stage for all methods and for single ones, in one place: the L2 has to know them all at once. */
export class MethodSettings {
  private readonly throttles = new Map<string, Throttle>();

  public constructor(
    stage: CfnStage,
    private readonly props: MethodSettingsProps,
  ) {
    stage.methodSettings = Lazy.any({ produce: () => this.render() });
  }

  public throttle(routeKey: string, throttle: Throttle): void {
    this.throttles.set(routeKey, throttle);
  }

  private render(): CfnStage.MethodSettingProperty[] {
    const keys = new Set([...this.throttles.keys(), ...this.props.cache.routeKeys]);
    const single = [...keys].sort().flatMap((routeKey) => {
      const [method, path] = routeKey.split(' ');
      const resourcePath = `/${path.slice(1).replace(/\//g, '~1')}`;
      return this.props.methodsOf({ method, path }).map((one) => this.setting(resourcePath, one, routeKey));
    });
    return [this.setting('/*', '*'), ...single];
  }

  /** Said even where it is off. Data tracing would write headers and bodies, tokens included. */
  private get logging(): object {
    const intent = this.props.executionLog._intent;
    return { loggingLevel: intent.kind === 'on' ? intent.level : 'OFF', dataTraceEnabled: false };
  }

  /** A method with settings of its own takes none from the stage, so that its throttle is said again. */
  private setting(resourcePath: string, httpMethod: string, routeKey?: string): CfnStage.MethodSettingProperty {
    const throttle = (routeKey === undefined ? undefined : this.throttles.get(routeKey)) ?? this.props.throttle;
    return {
      resourcePath,
      httpMethod,
      throttlingRateLimit: throttle?.rateLimit,
      throttlingBurstLimit: throttle?.burstLimit,
      metricsEnabled: this.props.detailedMetrics || undefined,
      ...this.logging,
      ...this.props.cache.settings(routeKey),
    };
  }
}
