import { Duration } from 'aws-cdk-lib';

/** Options of `RouteIntegration.mock`. */
export interface MockIntegrationOptions {
  /**
   * Status of the answer.
   *
   * @default 200
   */
  readonly statusCode?: number;

  /**
   * Body of the answer, or the whole frame of a WebSocket API: anything that JSON can say.
   *
   * @default - an empty body
   */
  readonly body?: unknown;

  /**
   * Headers of the answer. Those of CORS come from the API's `cors`.
   *
   * @default - none
   */
  readonly headers?: { [name: string]: string };
}

/** An answer of a function that is called with mapping templates. */
export interface LambdaTemplateResponse {
  /** Status of the answer. */
  readonly statusCode: number;

  /**
   * Regular expression of Java that the function's `errorMessage` must match in full.
   *
   * @default - the answer where the function does not fail
   */
  readonly selectionPattern?: string;

  /**
   * Mapping template of the body. It must not set the headers of CORS: these come from the API's `cors`.
   *
   * @default - what the function returned, or its error
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
   */
  readonly template?: string;

  /**
   * Sources of headers by name: `integration.response.body.total`, `context.requestId`, or a text in single quotes.
   *
   * @default - none
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
   */
  readonly headers?: { [name: string]: string };
}

/** Options of `RouteIntegration.lambdaWithTemplates`. */
export interface LambdaTemplatesIntegrationOptions {
  /**
   * Mapping templates of the function's event by the request's content type. A request of another type gets 415. What a
   * template takes from a caller as text must be escaped:
   * `$util.escapeJavaScript($input.params('q')).replaceAll("\\'", "'")`; `$input.json(...)` brings its own quotes.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
   */
  readonly requestTemplates: { [contentType: string]: string };

  /**
   * What is answered: one without `selectionPattern`, and any number with one. A failure that no pattern matches is
   * answered 502, and says nothing of the failure.
   */
  readonly responses: LambdaTemplateResponse[];

  /**
   * How long API Gateway waits for the function before it answers 504. From 50 milliseconds to 29 seconds.
   *
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}

/** What a route can do with a DynamoDB table. */
export enum DynamoDbAction {
  /** Answer the item with the key, or 404. */
  GET_ITEM = 'dynamodb:GetItem',

  /** Write an item and answer 201, or 409 where there is one with the key. */
  PUT_ITEM = 'dynamodb:PutItem',

  /** Answer the items with the partition key as `{"items":[...],"more":false}`. */
  QUERY = 'dynamodb:Query',
}

/** The type of an attribute that comes from a request. */
export enum DynamoDbType {
  /** Text. */
  STRING = 'S',

  /** A number, with all its digits. */
  NUMBER = 'N',

  /** True or false. */
  BOOLEAN = 'BOOL',
}

/**
 * Options of `RouteIntegration.dynamoDb`. Values come from the request: `path.id`, `query.page`, `header.X-Tenant`,
 * `body.email`, `context.authorizer.principalId`; other texts are taken as they are. One that looks like such a source is
 * put in single quotes: `'request.created'`. A value that is missing or blank in a key is answered 400.
 */
export interface DynamoDbIntegrationOptions {
  /** What to do with the table. */
  readonly action: DynamoDbAction;

  /** The key's attributes and where their values come from: `{ pk: 'path.id' }`. A query may leave out the sort key. */
  readonly key: { [attribute: string]: string };

  /**
   * Attributes to put besides those of the key, and where their values come from. One whose value is missing or blank is
   * left out: what must be there belongs in the `body` schema of the route.
   *
   * @default - none
   */
  readonly attributes?: { [attribute: string]: string };

  /**
   * Types of the attributes that are not text.
   *
   * @default - text
   */
  readonly types?: { [attribute: string]: DynamoDbType };

  /**
   * Whether a put takes the place of the item with its key.
   *
   * @default false
   */
  readonly overwrite?: boolean;

  /**
   * Index to query.
   *
   * @default - the table itself
   */
  readonly indexName?: string;

  /**
   * Items a query answers at most, from 1 to 100. A template goes through 1,000 items and attributes at most: more of
   * them is a 500.
   *
   * @default 25
   */
  readonly limit?: number;

  /**
   * Whether a query answers the last items first.
   *
   * @default false
   */
  readonly descending?: boolean;

  /**
   * How long API Gateway waits for the table before it answers 504. From 50 milliseconds to 29 seconds.
   *
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}
