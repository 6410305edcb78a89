import { LARGEST_FRAME_BYTES } from '../message-limits';

/** The parts of a frame's head: two bytes, a longer length in two or eight more, the mask in four (RFC 6455, 5.2). */
const MASK_BYTES = 4;

/**
 * Reads the heads of a client's frames off the wire: `ws` tells of messages only, and a message of the right size may
 * come in a frame that is too large for the service.
 */
export class FrameMeter {
  private head: Buffer = Buffer.alloc(0);
  private payloadLeft = 0;

  /** Whether the bytes so far hold the head of a frame that is over the limit. */
  public isOver(chunk: Buffer): boolean {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.payloadLeft > 0) {
        const skipped = Math.min(this.payloadLeft, rest.length);
        this.payloadLeft -= skipped;
        rest = rest.subarray(skipped);
        continue;
      }
      const before = this.head.length;
      this.head = Buffer.concat([this.head, rest.subarray(0, LONGEST_HEAD_BYTES - before)]);
      const size = headSize(this.head);
      if (size === undefined || this.head.length < size) return false;
      const payload = payloadSize(this.head);
      if (payload > LARGEST_FRAME_BYTES) return true;
      this.payloadLeft = payload;
      rest = rest.subarray(size - before);
      this.head = Buffer.alloc(0);
    }
    return false;
  }
}

const LONGEST_HEAD_BYTES = 2 + 8 + MASK_BYTES;

/** Undefined while too little of it is there to tell. */
function headSize(head: Buffer): number | undefined {
  if (head.length < 2) return undefined;
  const mask = (head[1]! & 0x80) === 0 ? 0 : MASK_BYTES;
  return 2 + lengthBytes(head) + mask;
}

function lengthBytes(head: Buffer): number {
  const length = head[1]! & 0x7f;
  if (length === 127) return 8;
  return length === 126 ? 2 : 0;
}

function payloadSize(head: Buffer): number {
  switch (lengthBytes(head)) {
    case 8:
      return Number(head.readBigUInt64BE(2));
    case 2:
      return head.readUInt16BE(2);
    default:
      return head[1]! & 0x7f;
  }
}
