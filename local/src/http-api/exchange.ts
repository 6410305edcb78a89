import { GatewayRequest } from '../core/request';
import { HttpApiModel, HttpRouteModel } from './model';

/** A request together with the stage and route it was matched to: what every later step looks at. */
export interface Exchange {
  readonly request: GatewayRequest;
  readonly stage: HttpApiModel;
  readonly route: HttpRouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What the authorizer made of the caller; empty without one. */
  readonly authorizer: Caller;
}

export interface Caller {
  /** `requestContext.authorizer` of payload 2.0 (H-17). */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly principal?: string;
}
