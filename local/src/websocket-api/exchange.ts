import { GatewayRequest } from '../core/request';
import { Client } from '../usage/model';
import { Closure, Connection } from './connection';
import { WebSocketApiModel, WebSocketRouteModel } from './model';

/** A handshake, a message or the end of a connection, with the route that it was matched to. */
export interface Exchange {
  /** The handshake; of a message, its text as the body. */
  readonly request: GatewayRequest;
  readonly stage: WebSocketApiModel;
  readonly route: WebSocketRouteModel;
  readonly connection: Connection;
  readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  /** Of a message. */
  readonly messageId?: string;
  /** Of the end of a connection. */
  readonly closure?: Closure;
  /** The key that was accepted and its plan, of a handshake that demands one. */
  readonly client?: Client;
}

/** A handshake hangs on the status of the answer (W-3), a reply on its body (W-23). */
export function needsAnswer({ eventType, route }: Exchange): boolean {
  return eventType === 'CONNECT' || (eventType === 'MESSAGE' && route.replies);
}
