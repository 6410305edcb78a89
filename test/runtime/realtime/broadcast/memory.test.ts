import { Dispatcher } from '../../../../lib/runtime/realtime/broadcast/dispatcher';
import { Outbox } from '../../../../lib/runtime/realtime/ports';
import { MEMORY_MEGABYTES } from '../model/shipped';

/** A queue that is slow, and counts the bytes it is sending. */
class MeteredOutbox implements Outbox {
  public constructor(private readonly meter: { bytes: number; peak: number; sent: number }) {}

  public async send(entries: readonly { readonly body: string }[]): Promise<void> {
    const bytes = entries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    this.meter.bytes += bytes;
    this.meter.peak = Math.max(this.meter.peak, this.meter.bytes);
    this.meter.sent += entries.length;
    await new Promise((resolve) => setImmediate(resolve));
    this.meter.bytes -= bytes;
  }
}

const shardOf = (partition: string, after: string | undefined, limit: number) => ({
  members: Array.from({ length: limit }, (_, index) => ({
    connectionId: `L0SM9c ${partition} ${after ?? ''} ${index}`,
    connectedAt: 1_700_000_000_000,
    ttl: 1_900_000_000,
  })),
  next: after === undefined ? 'more' : undefined,
});

it.each(['x', '"', '€'])(
  'W-32: a frame of 128 KB of %s to all fills no memory, however many there are',
  async (text) => {
    const meter = { bytes: 0, peak: 0, sent: 0 };
    const queue = new MeteredOutbox(meter);
    const dispatcher = new Dispatcher({
      store: {
        get: async () => undefined,
        page: async (partition, after, limit = 0) => shardOf(partition, after, limit),
      },
      deliverer: { deliver: async () => undefined },
      broadcastQueue: queue,
      deliveryQueue: queue,
      timing: { random: Math.random },
      log: () => undefined,
    });
    const data = text.repeat(Math.floor(131_000 / (Buffer.byteLength(JSON.stringify(text)) - 2)));
    await dispatcher.dispatch(JSON.stringify({ to: { all: true }, data }), 'id', () => true);
    expect(meter.sent).toBeGreaterThan(200);
    expect(meter.peak).toBeLessThan((MEMORY_MEGABYTES * 1_000_000) / 40);
  },
);
