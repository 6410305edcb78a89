import { Caller } from '../connection';
import { Exchange } from '../exchange';

export type WebSocketVerdict =
  | { readonly kind: 'allow'; readonly caller: Caller; readonly detail: string }
  /** 401 without identity, 403 for a no, 500 for an authorizer that failed (W-4; the 500 is assumed). */
  | { readonly kind: 'deny'; readonly status: 401 | 403 | 500; readonly detail: string };

/** Decides on a handshake. */
export interface WebSocketAuthorizer {
  authorize(exchange: Exchange): Promise<WebSocketVerdict>;
}

export function deny(status: 401 | 403 | 500, detail: string): WebSocketVerdict {
  return { kind: 'deny', status, detail };
}
