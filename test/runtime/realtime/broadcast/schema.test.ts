import { createRequire } from 'node:module';
import * as fc from 'fast-check';
import { checkMessage } from '../../../../lib/runtime/realtime/broadcast/check-message';
import { inRoot, read } from '../../../repository';

const schema = JSON.parse(read('docs/broadcast.schema.json'));

/** The validator of the local gateway: the library itself has none. */
const conforms: (value: unknown) => boolean = (() => {
  const { Ajv } = createRequire(inRoot('local/package.json'))('ajv');
  return new Ajv({ strict: true }).compile(schema);
})();

const isTaken = (message: unknown): boolean => {
  try {
    checkMessage(message);
    return true;
  } catch {
    return false;
  }
};

it.each(schema.examples as object[])(
  'the example %j is a broadcast, by the schema and by the dispatcher',
  (example) => {
    expect([conforms(example), isTaken(example)]).toEqual([true, true]);
  },
);

it('the shipped schema and the dispatcher take and refuse the same', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 3, unit: 'grapheme-ascii' }),
    fc.constantFrom(...[128, 129, 256, 257, 1_024, 1_025].map((length) => 'x'.repeat(length))),
    fc.constantFrom(7, null, true),
  );
  const target = fc.record(
    { all: fc.constantFrom(true, false), channel: text, user: text, connection: text },
    { requiredKeys: [] },
  );
  const message = fc.record(
    {
      to: fc.oneof(target, fc.constantFrom({ all: true }, { channel: 'c' }, { user: 'u' }, null, { room: 'r' })),
      data: fc.jsonValue(),
      id: text,
      except: fc.oneof(fc.array(text, { maxLength: 2 }), fc.constant(Array.from({ length: 101 }, () => 'c')), text),
      other: fc.constantFrom(undefined, 1),
    },
    { requiredKeys: ['to', 'data'] },
  );
  let taken = 0;
  fc.assert(
    fc.property(message, fc.nat(9), (generated, chance) => {
      const { data, ...without } = JSON.parse(JSON.stringify(generated));
      const value = chance === 0 ? without : { ...without, data };
      taken += isTaken(value) ? 1 : 0;
      expect(isTaken(value)).toBe(conforms(value));
    }),
    { numRuns: 3_000, seed: 5 },
  );
  expect(taken).toBeGreaterThan(30);
});
