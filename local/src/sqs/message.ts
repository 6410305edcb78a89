/** As the service's API spells them; binary values are base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a sender gives. */
export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  /** The system attribute `AWSTraceHeader`. */
  readonly traceHeader?: string;
  /** Of a FIFO queue, whose messages keep their order in it; of a fair queue it is passed on without an effect. */
  readonly groupId?: string;
  /** Of a FIFO queue. */
  readonly deduplicationId?: string;
  /** @default - the queue's own */
  readonly delaySeconds?: number;
}

/** A message in a queue. Changes replace it, so that who has received one keeps what was received. */
export interface Message extends NewMessage {
  readonly id: string;
  readonly attributes: MessageAttributes;
  /** Of a FIFO queue. */
  readonly sequenceNumber?: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly sentAt: number;
  readonly visibleAt: number;
  /** Over all queues it has been in. */
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** The last time it was received from this queue. */
  readonly receipt?: { readonly handle: string; readonly receivedAt: number };
  /** Where it came from, when nobody there could handle it. */
  readonly deadLetterSourceArn?: string;
}

export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
}
