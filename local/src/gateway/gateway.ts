import { Note } from '../assembly';
import { Clock } from '../core/clock';
import { DevelopmentCredentials } from '../core/development-credentials';
import { RequestRecord } from '../core/request-record';
import { PutEvent } from '../events/events-endpoint';
import { FunctionLog } from '../functions/function-log';
import { AuthorizationModel } from '../http-api/model';
import { RestAuthorizationModel } from '../rest-api/model';
import { WebSocketAuthorizationModel } from '../websocket-api/model';

export interface GatewayProps {
  /** Folder of the cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
  /**
   * The first API's port; the others follow upward.
   *
   * @default 0, that is a free port for each
   */
  readonly port?: number;
  /**
   * Where the time comes from: throttles, tokens and caches go by it.
   *
   * @default - the system's clock
   */
  readonly clock?: Clock;
  /**
   * Where chance comes from, as numbers from 0 up to but not including 1: it says which requests a canary gets.
   *
   * @default - Math.random
   */
  readonly random?: () => number;
  /** Logical ids to go on without, `Stack/LogicalId` where they are not unique. */
  readonly ignore?: readonly string[];
  /**
   * Accepted by IAM routes and given to functions.
   *
   * @default - the published development credentials
   */
  readonly credentials?: DevelopmentCredentials;
  /** Issuer of a template to the base URL that stands in for it, such as a development issuer's. */
  readonly issuers?: Readonly<Record<string, string>>;
  /**
   * A DynamoDB to use for the template's tables.
   *
   * @default - an embedded one, when there are tables
   */
  readonly dynamoDbEndpoint?: string;
  /**
   * Command or path of the interpreter for Python functions, such as that of a virtual environment with boto3.
   *
   * @default - `python3`
   */
  readonly python?: string;
  /**
   * Port of the inspector page; 0 for a free one.
   *
   * @default - no inspector
   */
  readonly inspectorPort?: number;
  /** Called after each request. */
  readonly onRequest?: (record: RequestRecord) => void;
  /**
   * Gets every line that a function writes.
   *
   * @default - they are dropped
   */
  readonly onFunctionLog?: FunctionLog;
}

/** One stage of one API, as it is served. */
export interface ServedApi {
  readonly stack: string;
  readonly logicalId: string;
  readonly kind: 'HTTP' | 'REST' | 'WEBSOCKET';
  readonly name: string;
  /** Construct path, such as `Shop/Api`, where the assembly tells. */
  readonly constructPath?: string;
  readonly stage: string;
  /** `http://127.0.0.1:PORT/STAGE`, without the stage for `$default`; `ws://127.0.0.1:PORT/STAGE` of a WebSocket API. */
  readonly url: string;
  readonly routes: readonly ServedRoute[];
}

export interface ServedRoute {
  readonly routeKey: string;
  readonly authorization: AuthorizationModel | RestAuthorizationModel | WebSocketAuthorizationModel;
  /** Whether a caller also needs an API key. */
  readonly apiKeyRequired?: boolean;
}

/** An API key of REST and WebSocket APIs. */
export interface ServedApiKey {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  /** What to send as `x-api-key`. */
  readonly value: string;
  /** Whether the value stands in the template, or was made up for this machine and opens nothing else. */
  readonly origin: 'template' | 'development';
  readonly enabled: boolean;
  /** Names of its usage plans. */
  readonly plans: readonly string[];
}

/** A queue of the template. */
export interface ServedQueue {
  readonly stack: string;
  readonly logicalId: string;
  readonly name: string;
  /** On this machine: what programs give as `QueueUrl`. */
  readonly url: string;
  /** Construct path, such as `Shop/Jobs`, where the assembly tells. */
  readonly constructPath?: string;
}

/** What a reload has found to be different. */
export interface Reload {
  /** Whether anything but the code of functions is. */
  readonly template: boolean;
  /** Names of the functions that start anew; those that are new themselves left out. */
  readonly functions: readonly string[];
}

/** A running gateway. */
export interface Gateway {
  readonly apis: readonly ServedApi[];
  /** API keys of the template. Made-up values are the same at every start. */
  readonly apiKeys: readonly ServedApiKey[];
  /** Queues of the template. They and their messages outlive a reload. */
  readonly queues: readonly ServedQueue[];
  /** Events that were put to EventBridge, the last 1,000. Nobody gets them. */
  readonly events: readonly PutEvent[];
  /**
   * Where the AWS SDKs find all that is served of AWS but DynamoDB, for `AWS_ENDPOINT_URL`. Requests are signed with the
   * development credentials.
   */
  readonly awsEndpoint: string;
  /**
   * Where the AWS SDKs find the queues, for `AWS_ENDPOINT_URL_SQS`; requests are signed with the development credentials.
   * Absent when there are no queues.
   */
  readonly sqsEndpoint?: string;
  /** Where the AWS SDKs invoke functions, for `AWS_ENDPOINT_URL_LAMBDA`. Absent when there are no functions. */
  readonly lambdaEndpoint?: string;
  /** The page that shows routes, requests, tiers and connections. Absent without `inspectorPort`. */
  readonly inspectorUrl?: string;
  /** What became of each request, in the order they were answered; the last 10,000. */
  readonly requests: readonly RequestRecord[];
  /** What is served differently from AWS, or not at all, without being refused. */
  readonly notes: readonly Note[];
  /**
   * The base URL of an API, by logical id, construct id or path, or name.
   * Without a stage it is that of `$default`, or of the API's first.
   */
  url(api: string, stage?: string): string;
  /** Folders that functions run from, inline code left out. */
  readonly codeFolders: readonly string[];
  /**
   * Reads the assembly and the functions' code again and serves them behind the same ports. What has not changed goes on as
   * it is. When the assembly can't be served, the old one stays, and this rejects.
   */
  reload(): Promise<Reload>;
  /** Reads the functions' code alone again: for while the assembly is being made anew. */
  reloadCode(): Promise<Reload>;
  /** Ends all servers and functions. */
  close(): Promise<void>;
}
