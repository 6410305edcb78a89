import { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { GatewayRequest } from './request';

/** A request for another protocol, with the socket to speak it on. */
export interface Upgrade {
  readonly request: GatewayRequest;
  readonly incoming: IncomingMessage;
  readonly socket: Duplex;
  /** What the client sent behind the request. */
  readonly head: Buffer;
}
