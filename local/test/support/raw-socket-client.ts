import { once } from 'node:events';
import { connect, Socket } from 'node:net';

/** A frame as it came over the wire. */
export interface RawFrame {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly payload: Buffer;
}

export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** A client that has no manners: it sends what it is told to, byte by byte, and closes nothing by itself. */
export class RawSocketClient {
  public readonly closed: Promise<unknown>;
  private bytes: Buffer = Buffer.alloc(0);
  private arrived?: () => void;

  private constructor(
    public readonly socket: Socket,
    /** Head of the answer to the handshake. */
    public readonly head: string,
    rest: Buffer,
  ) {
    this.bytes = rest;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (chunk: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.arrived?.();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.arrived?.());
  }

  /** Bytes that are given go right behind the handshake, before it is answered. */
  public static async open(url: string, behind: Buffer = Buffer.alloc(0), headers = ''): Promise<RawSocketClient> {
    const { hostname, port, pathname, search } = new URL(url);
    const socket = connect(Number(port), hostname);
    const handshake =
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${headers}\r\n`;
    socket.write(Buffer.concat([Buffer.from(handshake), behind]));
    let got: Buffer = Buffer.alloc(0);
    while (!got.includes('\r\n\r\n')) {
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      got = Buffer.concat([got, chunk]);
    }
    const end = got.indexOf('\r\n\r\n') + 4;
    return new RawSocketClient(socket, got.subarray(0, end).toString('latin1'), got.subarray(end));
  }

  public send(...frames: Buffer[]): void {
    this.socket.write(Buffer.concat(frames));
  }

  /** The next frame; undefined when the socket has ended without one. */
  public async next(): Promise<RawFrame | undefined> {
    for (;;) {
      const frame = this.take();
      if (frame || this.socket.closed) return frame;
      await new Promise<void>((resolve) => (this.arrived = resolve));
    }
  }

  /** The code of the next frame, which has to be a close; `none` when the socket ends without one. */
  public async closeCode(): Promise<number | 'none'> {
    for (;;) {
      const frame = await this.next();
      if (!frame) return 'none';
      if (frame.opcode === CLOSE) return frame.payload.length < 2 ? 1005 : frame.payload.readUInt16BE(0);
    }
  }

  private take(): RawFrame | undefined {
    if (this.bytes.length < 2) return undefined;
    const short = this.bytes[1]! & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (this.bytes.length < head) return undefined;
    const length =
      short === 127 ? Number(this.bytes.readBigUInt64BE(2)) : short === 126 ? this.bytes.readUInt16BE(2) : short;
    if (this.bytes.length < head + length) return undefined;
    const [first] = this.bytes;
    const payload = this.bytes.subarray(head, head + length);
    this.bytes = this.bytes.subarray(head + length);
    return { opcode: first! & 0x0f, isLast: (first! & 0x80) !== 0, payload };
  }
}

export interface FrameOptions {
  readonly isLast?: boolean;
  /** What no client may do. */
  readonly unmasked?: boolean;
  /** Of an extension that nobody agreed on. */
  readonly reservedBit?: boolean;
}

/** One frame of a client. */
export function frame(opcode: number, payload: string | Buffer, options: FrameOptions = {}): Buffer {
  const { isLast = true, unmasked = false, reservedBit = false } = options;
  const body = Buffer.from(payload);
  const first = (isLast ? 0x80 : 0) | (reservedBit ? 0x40 : 0) | opcode;
  const mask = unmasked ? 0 : 0x80;
  const head =
    body.length < 126
      ? Buffer.from([first, mask | body.length])
      : body.length < 65_536
        ? Buffer.from([first, mask | 126, body.length >> 8, body.length & 0xff])
        : Buffer.concat([Buffer.from([first, mask | 127, 0, 0, 0, 0]), uint32(body.length)]);
  // a mask of zeros leaves the payload as it is
  return Buffer.concat([head, unmasked ? Buffer.alloc(0) : Buffer.alloc(4), body]);
}

/** The payload of a close frame. */
export function closing(code: number, reason: string | Buffer = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
