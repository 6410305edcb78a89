import fc from 'fast-check';
import { decodePercent } from '../../src/core/percent-decoding';

it('H-11: decodes whatever was encoded', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodePercent(encodeURIComponent(text)) === text));
});

it('never fails, and leaves a text without percent signs alone', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const decoded = decodePercent(text);
      return text.includes('%') || decoded === text;
    }),
  );
  expect(decodePercent('100%')).toBe('100%');
  expect(decodePercent('%zz%20')).toBe('%zz ');
});
