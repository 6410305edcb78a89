import { LARGEST_FRAME } from '../contract/realtime/broadcast-message';

/** What functions of a RealtimeWebSocketApi refuse, or could not do. No error holds the data. */
export abstract class RealtimeError extends Error {}

/** The message is not as docs/broadcast.schema.json says. */
export class InvalidBroadcastError extends RealtimeError {
  public readonly name = 'InvalidBroadcastError';

  public constructor(problem: string, options?: { cause?: unknown }) {
    super(`not a broadcast: ${problem}`, options);
  }
}

/** What clients would get is larger than a frame may be. */
export class FrameTooLargeError extends RealtimeError {
  public readonly name = 'FrameTooLargeError';

  /** Bytes that a frame may have. */
  public readonly limit: number = LARGEST_FRAME;

  /** @param bytes of the frame, in UTF-8 */
  public constructor(public readonly bytes: number) {
    super(`the frame has ${bytes} bytes, at most ${LARGEST_FRAME} can be sent; send less, or a link to it`);
  }
}

/** API Gateway refused a frame, or could not take it for a while. */
export class NotDeliveredError extends RealtimeError {
  public readonly name = 'NotDeliveredError';

  public constructor(
    public readonly connectionId: string,
    why: 'refused' | 'throttled or unavailable',
  ) {
    super(`connection ${JSON.stringify(connectionId)} could not be told: ${why}`);
  }
}

/** The function was not told where something is. */
export class MissingVariableError extends RealtimeError {
  public readonly name = 'MissingVariableError';

  /** @param grant method of the API by which functions are told */
  public constructor(variable: string, grant: string) {
    super(`environment variable ${variable} is missing; call ${grant} of the API for this function`);
  }
}
