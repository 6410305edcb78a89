import { GatewayResponseType } from './types';

/** An error that the gateway itself answers with, before its gateway response gives it a form. */
export interface Fault {
  readonly type: GatewayResponseType;
  /** In place of the type's own status. */
  readonly status?: number;
  /** In place of the type's own message. */
  readonly message?: string;
  /** In place of the type's own `x-amzn-ErrorType`. */
  readonly errorType?: string;
  /** `$context.error.validationErrorString`. */
  readonly validationErrorString?: string;
}
