import { GatewayRequest, GatewayResponse } from './request';
import { Decision } from './request-record';

/** What an API came to about a request: the response, and how it came about. */
export interface Answer {
  readonly response: GatewayResponse;
  readonly routeKey?: string;
  /** Where the API's kind has ids of its own making. */
  readonly requestId?: string;
  /** Of a WebSocket API's client. */
  readonly connectionId?: string;
  readonly decisions: readonly Decision[];
}

/** All stages of one API behind one port. Never rejects. */
export type ApiServer = (request: GatewayRequest) => Promise<Answer>;
