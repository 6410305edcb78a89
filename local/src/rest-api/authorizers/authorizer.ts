import { Caller, Exchange } from '../exchange';
import { Fault } from '../gateway-responses/fault';

export type RestVerdict =
  | {
      /** Undecided: neither allowed nor denied, which is a refusal unless the resource policy allows it. */
      readonly kind: 'allow' | 'undecided';
      readonly caller: Caller;
      /** For the request log. Never a credential. */
      readonly detail: string;
    }
  | {
      readonly kind: 'deny';
      readonly fault: Fault;
      readonly detail: string;
      /** Whom a policy denies, as the gateway response may tell what the authorizer said of them. */
      readonly caller?: Caller;
    };

export interface RestAuthorizer {
  authorize(exchange: Exchange): Promise<RestVerdict>;
}

export function deny(detail: string, fault: Fault, caller?: Caller): RestVerdict {
  return { kind: 'deny', fault, detail, caller };
}

export function unauthorized(detail: string): RestVerdict {
  return deny(detail, { type: 'UNAUTHORIZED' });
}
