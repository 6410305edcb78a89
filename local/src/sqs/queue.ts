import { randomUUID } from 'node:crypto';
import { Clock } from '../core/clock';
import { Deduplication } from './deduplication';
import { withoutOvertaking } from './fifo-order';
import { Message, NewMessage, ReceivedMessage } from './message';
import { QueueModel } from './queue-model';
import { messageIdOf, newReceiptHandle } from './receipt-handle';
import { invalidParameterValue } from './sqs-error';

/** From the time it is received, a message can be hidden for 12 hours in all. */
const LONGEST_HIDDEN_MS = 43_200_000;

const FIRST_SEQUENCE_NUMBER = 18_850_000_000_000_000_000n;

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface QueueDependencies {
  readonly clock: Clock;
  /** The dead-letter queue of an ARN, undefined when it is not there. */
  readonly queueOf: (arn: string) => Queue | undefined;
}

/** One queue in memory, standard or FIFO. Nothing happens by itself here: times are looked at when the queue is asked. */
export class Queue {
  public readonly createdAt: number;
  /** In the order they came. */
  private readonly messages = new Map<string, Message>();
  private readonly deduplication = new Deduplication();
  private sentCount = 0;
  private readonly listeners = new Set<() => void>();

  public constructor(
    /** A reload may bring other settings. */
    public model: QueueModel,
    private readonly deps: QueueDependencies,
  ) {
    this.createdAt = deps.clock.now();
  }

  public send(message: NewMessage): Message {
    const now = this.deps.clock.now();
    const { fifo } = this.model.settings;
    const earlier = fifo && this.deduplication.find(message, fifo, now);
    // the sender's digests are of what it sent
    if (earlier) return { ...earlier, body: message.body, attributes: message.attributes ?? {} };
    const delaySeconds = message.delaySeconds ?? this.model.settings.delaySeconds;
    const sent: Message = {
      attributes: {},
      ...message,
      id: randomUUID(),
      sentAt: now,
      visibleAt: now + delaySeconds * 1_000,
      receiveCount: 0,
      ...(fifo && { sequenceNumber: this.nextSequenceNumber() }),
    };
    if (fifo) this.deduplication.add(sent, fifo);
    this.put(sent);
    return sent;
  }

  /** Hides messages from everybody else for a while. Those received too often go to the dead-letter queue instead. */
  public receive(max: number, visibilityTimeoutSeconds?: number): ReceivedMessage[] {
    const seconds = visibilityTimeoutSeconds ?? this.model.settings.visibilityTimeoutSeconds;
    const received: ReceivedMessage[] = [];
    for (const message of this.visibleMessages()) {
      if (received.length === max) break;
      if (!this.moveToDeadLetters(message)) received.push(this.hide(message, seconds));
    }
    return received;
  }

  /**
   * A handle of an earlier time deletes nothing, and neither does one of a message that is gone. False when the handle has
   * expired: a message of a FIFO queue that could be received again stays.
   */
  public delete(receiptHandle: string): boolean {
    const message = this.messages.get(messageIdOf(receiptHandle, this.model.arn));
    if (message?.receipt?.handle !== receiptHandle) return true;
    if (this.model.settings.fifo && message.visibleAt <= this.deps.clock.now()) return false;
    this.messages.delete(message.id);
    // it may have held up others of its group
    this.tellChange();
    return true;
  }

  public changeVisibility(receiptHandle: string, seconds: number): void {
    const message = this.messages.get(messageIdOf(receiptHandle, this.model.arn));
    if (message?.receipt?.handle !== receiptHandle) {
      throw invalidParameterValue(
        `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
      );
    }
    const visibleAt = this.deps.clock.now() + seconds * 1_000;
    if (visibleAt - message.receipt.receivedAt > LONGEST_HIDDEN_MS) {
      throw invalidParameterValue(
        `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds].`,
      );
    }
    this.put({ ...message, visibleAt });
  }

  public purge(): void {
    this.messages.clear();
  }

  public counts(): QueueCounts {
    const now = this.deps.clock.now();
    const all = this.keptMessages();
    const hidden = all.filter(({ visibleAt }) => visibleAt > now);
    const inFlight = hidden.filter(({ receipt }) => receipt).length;
    return { visible: all.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
  }

  /** When there is something to receive, as things are now; Infinity when nothing is there. */
  public nextVisibleAt(): number {
    return this.nextMessages().reduce((earliest, { visibleAt }) => Math.min(earliest, visibleAt), Infinity);
  }

  /** Tells when a message has come or becomes visible at another time. Returns what ends it. */
  public onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private put(message: Message): void {
    this.messages.set(message.id, message);
    this.tellChange();
  }

  private tellChange(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** 20 digits, of which each message has greater ones. */
  private nextSequenceNumber(): string {
    this.sentCount += 1;
    return String(FIRST_SEQUENCE_NUMBER + BigInt(this.sentCount));
  }

  private hide(message: Message, seconds: number): ReceivedMessage {
    const now = this.deps.clock.now();
    const receiptHandle = newReceiptHandle(this.model.arn, message.id);
    const hidden: Message = {
      ...message,
      visibleAt: now + seconds * 1_000,
      receiveCount: message.receiveCount + 1,
      firstReceivedAt: message.firstReceivedAt ?? now,
      receipt: { handle: receiptHandle, receivedAt: now },
    };
    this.messages.set(hidden.id, hidden);
    return { ...hidden, receiptHandle };
  }

  /** It keeps its id, the time it was sent and its count there. */
  private moveToDeadLetters(message: Message): boolean {
    const { redrive } = this.model.settings;
    if (!redrive || message.receiveCount < redrive.maxReceiveCount) return false;
    const target = this.deps.queueOf(redrive.deadLetterQueueArn);
    if (!target) return false;
    this.messages.delete(message.id);
    const deadLetterSourceArn = this.model.arn;
    target.put({ ...message, visibleAt: this.deps.clock.now(), receipt: undefined, deadLetterSourceArn });
    return true;
  }

  private visibleMessages(): Message[] {
    const now = this.deps.clock.now();
    return this.nextMessages().filter(({ visibleAt }) => visibleAt <= now);
  }

  /** Those that somebody could receive, now or when they become visible. */
  private nextMessages(): Message[] {
    const messages = this.keptMessages();
    return this.model.settings.fifo ? withoutOvertaking(messages, this.deps.clock.now()) : messages;
  }

  /** Forgets what was kept for as long as the queue keeps messages. */
  private keptMessages(): Message[] {
    const oldest = this.deps.clock.now() - this.model.settings.retentionSeconds * 1_000;
    for (const { id, sentAt } of this.messages.values()) {
      if (sentAt <= oldest) this.messages.delete(id);
    }
    return [...this.messages.values()];
  }
}
