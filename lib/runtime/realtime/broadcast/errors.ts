import { LARGEST_FRAME } from '../../contract/realtime/broadcast-message';

/** What can't be broadcast. No error holds the data. */
export abstract class BroadcastError extends Error {}

/** The message is not as docs/broadcast.schema.json says. */
export class InvalidBroadcastError extends BroadcastError {
  public readonly name = 'InvalidBroadcastError';

  public constructor(problem: string, options?: { cause?: unknown }) {
    super(`not a broadcast: ${problem}`, options);
  }
}

/** The frame that clients would get is larger than one may be. */
export class BroadcastTooLargeError extends BroadcastError {
  public readonly name = 'BroadcastTooLargeError';

  /** Bytes that a frame may have. */
  public readonly limit = LARGEST_FRAME;

  /** @param bytes of the frame, in UTF-8 */
  public constructor(public readonly bytes: number) {
    super(`the frame has ${bytes} bytes, at most ${LARGEST_FRAME} can be sent; send less, or a link to it`);
  }
}

/** The function was not told which queue broadcasts go to. */
export class MissingBroadcastQueueError extends BroadcastError {
  public readonly name = 'MissingBroadcastQueueError';

  public constructor(variable: string) {
    super(`environment variable ${variable} is missing; let the API grant the function to broadcast, or give queueUrl`);
  }
}
