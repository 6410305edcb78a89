import { ITable } from 'aws-cdk-lib/aws-dynamodb';
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
import {
  DynamoDbIntegrationOptions,
  LambdaTemplatesIntegrationOptions,
  MockIntegrationOptions,
} from './rest-integration-options';

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
  | { readonly kind: 'cloudMap'; readonly service: IService; readonly options: PrivateIntegrationOptions }
  | { readonly kind: 'dynamoDb'; readonly table: ITable; readonly options: DynamoDbIntegrationOptions }
  | { readonly kind: 'mock'; readonly options: MockIntegrationOptions }
  | {
      readonly kind: 'lambdaWithTemplates';
      readonly fn: IFunction;
      readonly options: LambdaTemplatesIntegrationOptions;
    };

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
   * A public HTTP endpoint. Of a WebSocket API it gets the message as the body of a POST.
   *
   * @param url may hold path parameters of the route, such as `https://backend.example.com/{proxy}`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
   */
  public static http(url: string, options: HttpIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'http', url, options });
  }

  /**
   * An SQS queue, without a function in between. A REST API takes JSON and answers 202 with `messageId`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static sqs(queue: IQueue, options: SqsIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'sqs', queue, options });
  }

  /**
   * An EventBridge event bus: each request becomes an event. A REST API takes JSON and answers 202 with `eventId`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static eventBridge(bus: IEventBus, options: EventBridgeIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'eventBridge', bus, options });
  }

  /**
   * A Step Functions state machine. A REST API takes JSON, and answers 202 with `executionArn` or, where it waits for the
   * execution, 200 with its output and 500 where it failed.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static stepFunctions(machine: IStateMachine, options: StepFunctionsIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'stepFunctions', machine, options });
  }

  /**
   * A Kinesis data stream: each request becomes a record. A REST API takes JSON and answers 202 with `sequenceNumber`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
   */
  public static kinesis(stream: IStream, options: KinesisIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'kinesis', stream, options });
  }

  /**
   * A listener of an Application Load Balancer in a VPC. `SecureHttpApi` only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static privateAlb(listener: IApplicationListener, options: PrivateIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'privateAlb', listener, options });
  }

  /**
   * A listener of a Network Load Balancer in a VPC. `SecureHttpApi` only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static privateNlb(listener: INetworkListener, options: PrivateIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'privateNlb', listener, options });
  }

  /**
   * A Cloud Map service in a VPC. It needs `vpcLink`. `SecureHttpApi` only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
   */
  public static cloudMap(service: IService, options: PrivateIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'cloudMap', service, options });
  }

  /**
   * A DynamoDB table, without a function in between. `MeteredRestApi` only.
   *
   * Items are answered as plain JSON: texts, numbers, booleans, null, sets, and maps and lists of these; what lies deeper
   * is null, and binary data is base64.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
   *
   * @example
   * declare const api: MeteredRestApi;
   * declare const orders: dynamodb.Table;
   *
   * const key = { customer: 'context.authorizer.principalId', id: 'path.id' };
   * api.addRoute('GET /orders/{id}', RouteIntegration.dynamoDb(orders, { action: DynamoDbAction.GET_ITEM, key }));
   * api.addRoute(
   *   'PUT /orders/{id}',
   *   RouteIntegration.dynamoDb(orders, {
   *     action: DynamoDbAction.PUT_ITEM,
   *     key,
   *     attributes: { sku: 'body.sku', count: 'body.count', state: 'new' },
   *     types: { count: DynamoDbType.NUMBER },
   *   }),
   *   { body: { type: 'object', required: ['sku', 'count'] } },
   * );
   */
  public static dynamoDb(table: ITable, options: DynamoDbIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'dynamoDb', table, options });
  }

  /**
   * An answer that is always the same, given by API Gateway itself. `MeteredRestApi`, and `RealtimeWebSocketApi` with
   * `reply`, where it has a body and nothing else.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
   *
   * @example
   * declare const api: MeteredRestApi;
   *
   * api.addRoute('GET /status', RouteIntegration.mock({ body: { status: 'up' }, headers: { 'Cache-Control': 'no-store' } }));
   */
  public static mock(options: MockIntegrationOptions = {}): RouteIntegration {
    return new RouteIntegration({ kind: 'mock', options });
  }

  /**
   * A Lambda function that gets the event, and whose answer callers get, by mapping templates: for functions that were
   * not written for an API. `MeteredRestApi` only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
   *
   * @example
   * declare const api: MeteredRestApi;
   * declare const price: lambda.Function;
   *
   * const integration = RouteIntegration.lambdaWithTemplates(price, {
   *   requestTemplates: { 'application/json': '{"sku":$input.json("$.sku")}' },
   *   responses: [
   *     { statusCode: 200, template: '{"price":$input.json("$.amount")}' },
   *     { statusCode: 404, selectionPattern: 'NotFound.*', template: '{"title":"no such product"}' },
   *   ],
   * });
   * api.addRoute('POST /prices', integration);
   */
  public static lambdaWithTemplates(fn: IFunction, options: LambdaTemplatesIntegrationOptions): RouteIntegration {
    return new RouteIntegration({ kind: 'lambdaWithTemplates', fn, options });
  }

  private constructor(/** @internal */ public readonly _intent: _IntegrationIntent) {}
}
