import { FrameMeter } from '../../src/websocket-api/sockets/frame-meter';

/** A masked text frame, as a client sends it. */
function frame(length: number): Buffer {
  const head =
    length < 126
      ? Buffer.from([0x81, 0x80 | length])
      : length < 65_536
        ? Buffer.from([0x81, 0xfe, length >> 8, length & 0xff])
        : Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 0, 0]), u32(length)]);
  return Buffer.concat([head, u32(0), Buffer.alloc(length)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const LARGEST = 32 * 1024;
const stream = (...sizes: number[]): Buffer => Buffer.concat(sizes.map(frame));

it.each([1, 2, 3, 7, 1_000, 100_000])('W-32: sees every frame, in chunks of %d bytes', (size) => {
  const within = stream(0, 1, 125, 126, 65_535 % LARGEST, LARGEST, 5);
  const over = stream(0, 125, LARGEST, LARGEST + 1);
  const isOver = (bytes: Buffer): boolean => {
    const meter = new FrameMeter();
    for (let start = 0; start < bytes.length; start += size) {
      if (meter.isOver(bytes.subarray(start, start + size))) return true;
    }
    return false;
  };
  expect(isOver(within)).toBe(false);
  expect(isOver(over)).toBe(true);
  expect(isOver(stream(3, 70_000))).toBe(true);
});
