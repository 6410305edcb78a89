import { Caller, Exchange } from '../exchange';
import { Fault } from '../gateway-responses/fault';

export type RestVerdict =
  | {
      readonly kind: 'allow';
      readonly caller: Caller;
      /** For the request log. Never a credential. */
      readonly detail: string;
    }
  | { readonly kind: 'deny'; readonly fault: Fault; readonly detail: string };

export interface RestAuthorizer {
  authorize(exchange: Exchange): Promise<RestVerdict>;
}

export function deny(detail: string, fault: Fault): RestVerdict {
  return { kind: 'deny', fault, detail };
}

export function unauthorized(detail: string): RestVerdict {
  return deny(detail, { type: 'UNAUTHORIZED' });
}
