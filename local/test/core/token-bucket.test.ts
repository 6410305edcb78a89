import fc from 'fast-check';
import { TokenBucket } from '../../src/core/token-bucket';

it('H-77: never gives more than the burst and what the rate adds in the time', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 50 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), steps, (rate, burst, waits) => {
      let now = 0;
      const bucket = new TokenBucket(rate, burst, { now: () => now });
      const taken = waits.filter((wait) => {
        now += wait;
        return bucket.take();
      }).length;
      expect(taken).toBeLessThanOrEqual(burst + (now / 1_000) * rate + 1e-9);
    }),
  );
});

it('a clock that is set back takes nothing away', () => {
  let now = 10_000;
  const bucket = new TokenBucket(1, 2, { now: () => now });
  bucket.take();
  now = 0;
  expect(bucket.take()).toBe(true);
});
