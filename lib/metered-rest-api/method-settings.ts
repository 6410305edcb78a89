import { Lazy } from 'aws-cdk-lib';
import { CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { Throttle } from '../shared/throttle';
import { ExecutionLog } from './execution-log';

export interface MethodSettingsProps {
  readonly throttle?: Throttle;
  readonly detailedMetrics: boolean;
  readonly executionLog: ExecutionLog;
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

  private render(): unknown[] {
    const single = [...this.throttles].map(([routeKey, own]) => {
      const [method, path] = routeKey.split(' ');
      return this.setting(`/${path.slice(1).replace(/\//g, '~1')}`, method === 'ANY' ? '*' : method, own);
    });
    return [this.setting('/*', '*', this.props.throttle), ...single];
  }

  /** Said even where it is off. Data tracing would write headers and bodies, tokens included. */
  private get logging(): object {
    const intent = this.props.executionLog._intent;
    return { loggingLevel: intent.kind === 'on' ? intent.level : 'OFF', dataTraceEnabled: false };
  }

  /** A setting of a single method takes nothing over from that of all methods. */
  private setting(resourcePath: string, httpMethod: string, throttle: Throttle | undefined): unknown {
    return {
      resourcePath,
      httpMethod,
      throttlingRateLimit: throttle?.rateLimit,
      throttlingBurstLimit: throttle?.burstLimit,
      metricsEnabled: this.props.detailedMetrics || undefined,
      ...this.logging,
    };
  }
}
