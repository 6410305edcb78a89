import type { ErrorCode, ErrorFrame } from '../../contract/realtime/frames';

/**
 * What a handler wrapped by {@link withMessages} throws for the client to read, from however deep.
 *
 * @example
 * throw new MessageError('no-such-room', 'There is no such room; ask for a list of rooms.');
 */
export class MessageError extends Error {
  public readonly name = 'MessageError';

  /** @param code for programs: one of the API's, or your own */
  public constructor(
    public readonly code: ErrorCode | (string & {}),
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** The frame that tells a client of an error, as text. */
export function errorFrame(error: MessageError, ids: Pick<ErrorFrame, 'connectionId' | 'requestId' | 'ref'>): string {
  return JSON.stringify({ type: 'error', code: error.code, message: error.message, ...ids });
}
