import { IncomingMessage } from 'node:http';
import WebSocket from 'ws';

export type Frame = Record<string, unknown>;

/** What a client has to say of itself. */
export interface ClientOptions {
  readonly origin?: string;
  readonly protocols?: string[];
}

/** A client that keeps every frame it gets until somebody asks for it. */
export class RealtimeClient {
  /** Connects, or throws the status that the handshake was refused with. */
  public static async connect(url: string, { origin, protocols = [] }: ClientOptions = {}): Promise<RealtimeClient> {
    const socket = new WebSocket(url, protocols, { origin });
    const client = new RealtimeClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('unexpected-response', (_request, response: IncomingMessage) => {
        response.resume();
        reject(new Refused(response.statusCode!));
      });
      socket.on('error', reject);
    });
    return client;
  }

  /** Resolves with the code of the close frame. */
  public readonly closed: Promise<number>;
  public readonly frames: Frame[] = [];
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data) => {
      this.frames.push(JSON.parse(String(data)));
      this.waiting.forEach((look) => look());
    });
  }

  public get protocol(): string {
    return this.socket.protocol;
  }

  public send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** The first frame, of those that have come and those to come, that has all these members. */
  public async frame(expected: Frame): Promise<Frame> {
    for (;;) {
      const found = this.frames.find((frame) => Object.entries(expected).every(([key, value]) => frame[key] === value));
      if (found) return found;
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.waiting.delete(look);
          resolve();
        };
        this.waiting.add(look);
      });
    }
  }

  /** Sends an action and waits for the frame that answers it. */
  public async ask(message: Frame, expected: Frame): Promise<Frame> {
    this.send(message);
    return this.frame(expected);
  }

  public close(): Promise<number> {
    this.socket.close();
    return this.closed;
  }
}

/** A refused handshake. */
export class Refused extends Error {
  public constructor(public readonly status: number) {
    super(`the handshake was refused with ${status}`);
  }
}

/** The status of a handshake: 101, or what it was refused with. */
export async function handshake(url: string, options?: ClientOptions): Promise<number> {
  try {
    await (await RealtimeClient.connect(url, options)).close();
    return 101;
  } catch (error) {
    if (error instanceof Refused) return error.status;
    throw error;
  }
}
