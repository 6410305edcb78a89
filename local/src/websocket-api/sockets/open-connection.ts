import { WebSocket } from 'ws';
import { Clock } from '../../core/clock';
import { Closure, Connection } from '../connection';
import { sendInFrames } from './send-in-frames';

/** What may wait for a client that does not read: eight messages of the largest size (assumed). */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** A client that is connected. It outlives a reload. */
export class OpenConnection {
  /** Settles when the socket is closed. */
  public readonly ended: Promise<unknown>;
  private activeAt: number;
  private closed?: Closure;

  public constructor(
    public readonly client: Connection,
    private readonly socket: WebSocket,
    private readonly clock: Clock,
  ) {
    this.activeAt = clock.now();
    this.ended = new Promise((resolve) => socket.once('close', resolve));
  }

  /** When the last message came or went. */
  public get lastActiveAt(): number {
    return this.activeAt;
  }

  /** How the gateway ended it, if it did. */
  public get closure(): Closure | undefined {
    return this.closed;
  }

  public get isOpen(): boolean {
    return this.closed === undefined && this.socket.readyState === this.socket.OPEN;
  }

  public touch(): void {
    this.activeAt = this.clock.now();
  }

  /** Sends a text message, unless too much is waiting to be read already. */
  public send(text: string): 'sent' | 'slow' {
    if (this.socket.bufferedAmount > MOST_BUFFERED_BYTES) return 'slow';
    sendInFrames(this.socket, text);
    this.touch();
    return 'sent';
  }

  public close(closure: Closure): void {
    if (this.closed) return;
    this.closed = closure;
    this.socket.close(closure.code, closure.reason);
  }

  /** Ends it without waiting for the client. */
  public terminate(): void {
    this.socket.terminate();
  }
}
