import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { ClientOptions, WebSocket } from 'ws';

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** A WebSocket client that keeps what it gets until it is asked for. */
export class SocketClient {
  public readonly closed: Promise<Closed>;
  private readonly received: string[] = [];
  private readonly waiting: ((text: string) => void)[] = [];

  private constructor(public readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8');
      const waiting = this.waiting.shift();
      if (waiting) waiting(text);
      else this.received.push(text);
    });
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  public static async open(url: string, protocols: string[] = [], options: ClientOptions = {}): Promise<SocketClient> {
    const socket = new WebSocket(url, protocols, options);
    const client = new SocketClient(socket);
    await once(socket, 'open');
    return client;
  }

  public send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** How many messages nobody has asked for. */
  public get unread(): number {
    return this.received.length;
  }

  /** The next text message. */
  public next(): Promise<string> {
    const text = this.received.shift();
    return text === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(text);
  }

  // what is in a message is the tests' business
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  public async nextJson(): Promise<any> {
    return JSON.parse(await this.next());
  }

  public close(code?: number): Promise<Closed> {
    this.socket.close(code);
    return this.closed;
  }
}

export interface Refusal {
  readonly status: number;
  readonly body: string;
}

/** How a handshake is refused; throws when it is not. */
export function refusalOf(url: string, protocols: string[] = [], options: ClientOptions = {}): Promise<Refusal> {
  const socket = new WebSocket(url, protocols, options);
  return new Promise((resolve, reject) => {
    socket.on('open', () => reject(new Error('the handshake was accepted')));
    socket.on('error', reject);
    socket.on('unexpected-response', (_, incoming: IncomingMessage) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ status: incoming.statusCode!, body: Buffer.concat(chunks).toString() }));
    });
  });
}
