import { RouteThrottles } from '../../core/route-throttles';
import { FunctionInvoker } from '../../functions/function-invoker';
import { Limits } from '../../usage/admission';
import { WebSocketAuthorizer } from '../authorizers/authorizer';
import { WebSocketApiModel, WebSocketRouteModel } from '../model';

/** What serves one stage of a WebSocket API. */
export interface StageContext {
  readonly stage: WebSocketApiModel;
  /** By key. */
  readonly routes: ReadonlyMap<string, WebSocketRouteModel>;
  readonly throttles: RouteThrottles;
  /** Of usage plans. */
  readonly limits: Limits;
  readonly invoker: FunctionInvoker;
  /** Of `$connect`; undefined when everybody may connect. */
  readonly authorizer?: WebSocketAuthorizer;
}
