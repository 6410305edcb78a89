import { GatewayRequest } from '../core/request';
import { Client } from '../usage/model';
import { RestApiModel, RestMethodModel } from './model';

/** A request to a stage, before anything is known of its method. */
export interface Visit {
  /** With its overridden method and its decompressed body. */
  readonly request: GatewayRequest;
  /** As it came: what a signature is of. */
  readonly sentRequest: GatewayRequest;
  readonly stage: RestApiModel;
  /** `$context.requestId`, a UUID; `request.requestId` is the extended one. */
  readonly requestId: string;
  /** `Root=1-…`, the client's own where it sent one. */
  readonly traceId: string;
  /** Without the stage, still percent-encoded. */
  readonly path: string;
  /** The same with every slash that was sent. */
  readonly sentPath: string;
}

/** A request together with the method it was matched to: what every later step looks at. */
export interface Exchange extends Visit {
  readonly method: RestMethodModel;
  /** Percent-encoded, as they came. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What the authorizer made of the caller; empty without one. */
  readonly caller: Caller;
  /** The key that was accepted and its plan, on a method that demands one. */
  readonly client?: Client;
}

/** All that may be known when an error is answered. */
export type Situation = Visit & Partial<Exchange>;

export interface Caller {
  readonly principal?: string;
  /** `requestContext.authorizer`. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
  /** Members of `requestContext.identity` of a signed request. */
  readonly identity?: Readonly<Record<string, string | null>>;
  /** API key that a Lambda authorizer answered. */
  readonly usageIdentifierKey?: string;
  /** Whether a Lambda authorizer's policy lets the caller renew what is cached. */
  readonly mayInvalidateCache?: boolean;
}
