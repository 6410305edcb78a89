import * as fc from 'fast-check';
import { sortedJson } from '../../lib/core/sorted-json';

describe('sorted JSON', () => {
  it('has the members of objects in order, and lists as they are', () => {
    expect(sortedJson({ b: [{ d: 1, c: 2 }, 'x'], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},"x"]}');
  });

  it('says what was there', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
