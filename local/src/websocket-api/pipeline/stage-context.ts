import { RouteThrottles } from '../../core/route-throttles';
import { Limits } from '../../usage/admission';
import { WebSocketAuthorizer } from '../authorizers/authorizer';
import { Backends } from '../integrations/integrate';
import { WebSocketApiModel, WebSocketRouteModel } from '../model';

/** What serves one stage of a WebSocket API. */
export interface StageContext extends Backends {
  readonly stage: WebSocketApiModel;
  /** By key. */
  readonly routes: ReadonlyMap<string, WebSocketRouteModel>;
  readonly throttles: RouteThrottles;
  /** Of usage plans. */
  readonly limits: Limits;
  /** Of `$connect`; undefined when everybody may connect. */
  readonly authorizer?: WebSocketAuthorizer;
}
