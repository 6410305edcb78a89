/** Why a request is not let in. These codes are in the log, and nothing of the token is. */
export type RefusalReason =
  | 'no-token'
  | 'several-tokens'
  | 'token-too-long'
  | 'malformed-token'
  | 'algorithm-not-accepted'
  | 'no-key-id'
  | 'critical-header'
  | 'unknown-key'
  | 'keys-unavailable'
  | 'invalid-signature'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'wrong-token-use'
  | 'no-expiry'
  | 'expired'
  | 'not-yet-valid'
  | 'issued-in-future'
  | 'no-subject'
  | 'insufficient-scope'
  | 'unexpected-error';

export class Refusal extends Error {
  public readonly name = 'Refusal';

  /** @param detail must say nothing that the caller or the token said */
  public constructor(
    public readonly reason: RefusalReason,
    public readonly detail?: string,
  ) {
    super(reason);
  }
}
