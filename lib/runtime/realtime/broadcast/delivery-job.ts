import { Member } from '../../contract/realtime/audience';
import { BroadcastFrame } from '../../contract/realtime/frames';

/** Id of a connection, when it asked to connect in milliseconds, and when its authorization ends in seconds. */
export type Recipient = readonly [connectionId: string, connectedAt: number, expiresAt?: number];

/** Who is to get a frame: `deliver` of a message on the delivery queue. */
export interface DeliveryJob {
  /** JSON rather than text in JSON, which doubles quotes: so that the largest frame fits into a message. */
  readonly frame: BroadcastFrame;
  readonly recipients: readonly Recipient[];
  /** How often it was tried before. */
  readonly attempt: number;
  /** On the dead-letter queue: why it is there. */
  readonly reason?: 'refused' | 'attempts exhausted';
}

/**
 * Recipients of a job. With the largest frame and ids it stays under the 256 KiB of a message, and it is done in a
 * second or so.
 */
export const MOST_RECIPIENTS = 100;

/** Invocations that try, over some two minutes. */
export const MOST_ATTEMPTS = 8;

export function recipientOf({ connectionId, connectedAt, expiresAt }: Member): Recipient {
  return expiresAt === undefined ? [connectionId, connectedAt] : [connectionId, connectedAt, expiresAt];
}

/** Jobs that reach all recipients. */
export function packJobs(frame: BroadcastFrame, recipients: readonly Recipient[]): DeliveryJob[] {
  return Array.from({ length: Math.ceil(recipients.length / MOST_RECIPIENTS) }, (_, index) => ({
    frame,
    recipients: recipients.slice(index * MOST_RECIPIENTS, (index + 1) * MOST_RECIPIENTS),
    attempt: 0,
  }));
}
