import { IApplicationListener, INetworkListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IEventBus } from 'aws-cdk-lib/aws-events';
import { IStream } from 'aws-cdk-lib/aws-kinesis';
import { IFunction } from 'aws-cdk-lib/aws-lambda';
import { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { IQueue } from 'aws-cdk-lib/aws-sqs';
import { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import {
  EventBridgeIntegrationOptions,
  HttpIntegrationOptions,
  KinesisIntegrationOptions,
  LambdaIntegrationOptions,
  PrivateIntegrationOptions,
  SqsIntegrationOptions,
  StepFunctionsIntegrationOptions,
} from './integration-options';

/** @internal */
export type _IntegrationIntent =
  | { readonly kind: 'lambda'; readonly fn: IFunction; readonly options: LambdaIntegrationOptions }
  | { readonly kind: 'http'; readonly url: string; readonly options: HttpIntegrationOptions }
  | { readonly kind: 'sqs'; readonly queue: IQueue; readonly options: SqsIntegrationOptions }
  | { readonly kind: 'eventBridge'; readonly bus: IEventBus; readonly options: EventBridgeIntegrationOptions }
  | {
      readonly kind: 'stepFunctions';
      readonly machine: IStateMachine;
      readonly options: StepFunctionsIntegrationOptions;
    }
  | { readonly kind: 'kinesis'; readonly stream: IStream; readonly options: KinesisIntegrationOptions }
  | {
      readonly kind: 'privateAlb';
      readonly listener: IApplicationListener;
      readonly options: PrivateIntegrationOptions;
    }
  | { readonly kind: 'privateNlb'; readonly listener: INetworkListener; readonly options: PrivateIntegrationOptions }
  | { readonly kind: 'cloudMap'; readonly service: IService; readonly options: PrivateIntegrationOptions };

/**
 * What answers a route. Routes with the same integration share one resource.
 *
 * @example
 * declare const api: SecureHttpApi;
 * declare const getOrder: lambda.Function;
 * declare const audit: sqs.Queue;
 *
 * api.addRoute('GET /orders/{id}', RouteIntegration.lambda(getOrder));
 * api.addRoute('POST /audit', RouteIntegration.sqs(audit));
 */
export class RouteIntegration {
  /**
   * A Lambda function, alias or version. Each gets one permission, however many routes it answers.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  public static lambda(fn: IFunction, options: LambdaIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'lambda', fn, options });
  }

  /**
   * A public HTTP endpoint.
   *
   * @param url may hold path parameters of the route, such as `https://backend.example.com/{proxy}`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
   */
  public static http(url: string, options: HttpIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'http', url, options });
  }

  /**
   * An SQS queue, without a function in between.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static sqs(queue: IQueue, options: SqsIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'sqs', queue, options });
  }

  /**
   * An EventBridge event bus: each request becomes an event.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static eventBridge(bus: IEventBus, options: EventBridgeIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'eventBridge', bus, options });
  }

  /**
   * A Step Functions state machine.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static stepFunctions(machine: IStateMachine, options: StepFunctionsIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'stepFunctions', machine, options });
  }

  /**
   * A Kinesis data stream: each request becomes a record.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static kinesis(stream: IStream, options: KinesisIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'kinesis', stream, options });
  }

  /**
   * A listener of an Application Load Balancer in a VPC.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static privateAlb(listener: IApplicationListener, options: PrivateIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'privateAlb', listener, options });
  }

  /**
   * A listener of a Network Load Balancer in a VPC.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static privateNlb(listener: INetworkListener, options: PrivateIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'privateNlb', listener, options });
  }

  /**
   * A Cloud Map service in a VPC. It needs `vpcLink`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static cloudMap(service: IService, options: PrivateIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'cloudMap', service, options });
  }

  private constructor(/** @internal */ public readonly _intent: _IntegrationIntent) {}
}
