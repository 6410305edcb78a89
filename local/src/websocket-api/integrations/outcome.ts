import { HeaderLine } from '../../core/request';
import { Decision } from '../../core/request-record';
import { decision } from '../../core/step';

/** What an integration came to. */
export type IntegrationOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: readonly HeaderLine[];
      /** Empty when there is nothing to send. */
      readonly body: string;
      readonly decision: Decision;
    }
  | { readonly kind: 'failed'; readonly fault: IntegrationFault; readonly decision: Decision };

/** The function's own, the wait for it, or the way it was set up. */
export type IntegrationFault = 'function' | 'timeout' | 'configuration';

export function failed(fault: IntegrationFault, detail: string): IntegrationOutcome {
  return { kind: 'failed', fault, decision: decision('integrate', 'failed', detail) };
}
