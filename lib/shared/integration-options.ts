import { Duration } from 'aws-cdk-lib';
import { HttpMethod, IVpcLink, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';

/** What every integration can be told. */
export interface IntegrationOptions {
  /**
   * How long API Gateway waits for the backend before it answers 503. From 50 milliseconds.
   *
   * @default - the service's maximum: 30 seconds for an HTTP API
   */
  readonly timeout?: Duration;

  /**
   * Changes to the request before the backend gets it: headers, query string, path.
   *
   * @default - none
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly requestMapping?: ParameterMapping;

  /**
   * Changes to the backend's answer by its status code, such as `{ '404': mapping }`: headers and status code.
   *
   * @default - none
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly responseMapping?: { [statusCode: string]: ParameterMapping };
}

/** The shape of the event a function gets, and of the answer it gives. */
export enum LambdaPayloadFormat {
  /** The shape made for HTTP APIs: strings instead of lists, cookies apart, an answer may be any JSON. */
  V2_0 = '2.0',

  /** The shape REST APIs use: for functions that were written for one. */
  V1_0 = '1.0',
}

/** Options of `RouteIntegration.lambda`. */
export interface LambdaIntegrationOptions extends IntegrationOptions {
  /**
   * The shape of the event.
   *
   * @default LambdaPayloadFormat.V2_0
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
   */
  readonly payloadFormat?: LambdaPayloadFormat;
}

/** Options of `RouteIntegration.http`. */
export interface HttpIntegrationOptions extends IntegrationOptions {
  /**
   * Method the backend is called with.
   *
   * @default - the method of the request
   */
  readonly method?: HttpMethod;
}

/** Options of the integrations with backends in a VPC. */
export interface PrivateIntegrationOptions extends HttpIntegrationOptions {
  /**
   * The way into the VPC.
   *
   * @default - one made for the load balancer's VPC, with the VPC's default security group; Cloud Map and imported
   * listeners need theirs given
   */
  readonly vpcLink?: IVpcLink;

  /**
   * Server name to verify on the backend's certificate. It also switches to HTTPS.
   *
   * @default - plain HTTP inside the VPC
   */
  readonly secureServerName?: string;
}

/** What an HTTP API can do with an SQS queue. A REST API sends to it and no more. */
export enum SqsAction {
  /** Put the request's body on the queue. */
  SEND_MESSAGE = 'SQS-SendMessage',

  /** Hand messages out to the caller. */
  RECEIVE_MESSAGE = 'SQS-ReceiveMessage',

  /** Delete the message whose `ReceiptHandle` the body names. */
  DELETE_MESSAGE = 'SQS-DeleteMessage',

  /** Delete all messages. */
  PURGE_QUEUE = 'SQS-PurgeQueue',
}

/**
 * Options of the integrations with an AWS service. Parameter values are literals or mapping expressions such as
 * `$request.body.id`. A REST API takes JSON only, and makes the answers itself: 202 with an id, or a problem.
 */
export interface ServiceIntegrationOptions {
  /**
   * How long API Gateway waits for the service before it answers 503. From 50 milliseconds.
   *
   * @default - the service's maximum: 30 seconds for an HTTP API
   */
  readonly timeout?: Duration;

  /**
   * Parameters of the service's action besides those the integration sets, or in their place.
   *
   * @default - none
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Changes to the service's answer by its status code: headers and status code.
   *
   * @default - none
   */
  readonly responseMapping?: { [statusCode: string]: ParameterMapping };
}

/** Options of `RouteIntegration.sqs`. */
export interface SqsIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * What to do with the queue.
   *
   * @default SqsAction.SEND_MESSAGE
   */
  readonly action?: SqsAction;

  /**
   * Message group, which a FIFO queue needs when messages are sent.
   *
   * @default - none
   */
  readonly messageGroupId?: string;
}

/** Options of `RouteIntegration.eventBridge`. */
export interface EventBridgeIntegrationOptions extends ServiceIntegrationOptions {
  /** `source` of the event, such as `com.example.orders`. */
  readonly source: string;

  /** `detail-type` of the event, such as `OrderPlaced`. */
  readonly detailType: string;

  /**
   * `detail` of the event: a JSON object.
   *
   * @default - `$request.body`, the request's body
   */
  readonly detail?: string;
}

/** What an HTTP API can do with a state machine. A REST API does not stop executions. */
export enum StepFunctionsAction {
  /** Start an execution and answer with its ARN. */
  START_EXECUTION = 'StepFunctions-StartExecution',

  /** Run an Express state machine and answer with its result. */
  START_SYNC_EXECUTION = 'StepFunctions-StartSyncExecution',

  /** Stop the execution whose `executionArn` the body names. */
  STOP_EXECUTION = 'StepFunctions-StopExecution',
}

/** Options of `RouteIntegration.stepFunctions`. */
export interface StepFunctionsIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * What to do with the state machine. The request's body is the input of an execution.
   *
   * @default StepFunctionsAction.START_EXECUTION
   */
  readonly action?: StepFunctionsAction;
}

/** Options of `RouteIntegration.kinesis`. */
export interface KinesisIntegrationOptions extends ServiceIntegrationOptions {
  /**
   * Decides which shard a record goes to.
   *
   * @default - `$context.requestId`, which spreads records evenly
   */
  readonly partitionKey?: string;

  /**
   * The record: base64 text.
   *
   * @default - `$request.body.Data` on an HTTP API; the whole body on a REST API, which encodes it itself
   */
  readonly data?: string;
}
