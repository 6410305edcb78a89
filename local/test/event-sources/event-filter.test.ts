import { passes, Pattern, readPattern } from '../../src/event-sources/event-filter';

const filter = (body: unknown): Pattern => readPattern(JSON.stringify({ body })) as Pattern;

it.each<[string, unknown, unknown, boolean]>([
  ['equal', { code: ['BBBB'] }, { code: 'BBBB' }, true],
  ['another', { code: ['BBBB'] }, { code: 'AAAA' }, false],
  ['one of several', { code: ['A', 'B'] }, { code: 'B' }, true],
  ['all members', { a: [1], b: [2] }, { a: 1, b: 3 }, false],
  ['a number as text', { a: [1] }, { a: '1' }, false],
  ['null', { a: [null] }, { a: null }, true],
  ['null, and nothing', { a: [null] }, {}, false],
  ['empty', { a: [''] }, { a: '' }, true],
  ['nested', { a: { b: ['x'] } }, { a: { b: 'x' } }, true],
  ['nested in nothing', { a: { b: ['x'] } }, { a: 1 }, false],
  ['an item of a list', { a: ['x'] }, { a: ['y', 'x'] }, true],
  ['a list of objects', { a: { b: ['x'] } }, { a: [{ b: 'y' }, { b: 'x' }] }, true],
  ['whatever its case', { a: [{ 'equals-ignore-case': 'alice' }] }, { a: 'ALICE' }, true],
  ['anything but', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
  ['anything but that', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'y' }, false],
  ['anything but, and nothing', { a: [{ 'anything-but': 'x' }] }, {}, false],
  ['a number', { a: [{ numeric: ['=', 100] }] }, { a: 100.0 }, true],
  ['in a range', { a: [{ numeric: ['>', 10, '<=', 20] }] }, { a: 20 }, true],
  ['out of a range', { a: [{ numeric: ['>', 10, '<=', 20] }] }, { a: 10 }, false],
  ['there', { a: [{ exists: true }] }, { a: 0 }, true],
  ['not there', { a: [{ exists: false }] }, { b: 1 }, true],
  ['not there, but it is', { a: [{ exists: false }] }, { a: 1 }, false],
  ['the beginning', { a: [{ prefix: 'us-' }] }, { a: 'us-east-1' }, true],
  ['the end', { a: [{ suffix: '.png' }] }, { a: 'x.jpg' }, false],
  ['one of two patterns', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
  ['none of two patterns', { $or: [{ a: [1] }, { b: [2] }] }, { b: 1 }, false],
])('%s', (_, pattern, body, expected) => {
  expect(passes([filter(pattern)], JSON.stringify(body))).toBe(expected);
});

it('a text that is no JSON fits rules for a text only, and JSON a pattern only', () => {
  expect(passes([filter([{ prefix: 'Result: ' }])], 'Result: 1')).toBe(true);
  expect(passes([filter({ a: [1] })], 'Result: 1')).toBe(false);
  expect(passes([filter([{ prefix: '{' }])], '{"a":1}')).toBe(false);
});

it('one filter is enough, and none lets everything pass', () => {
  expect(passes([filter({ a: [1] }), filter({ b: [2] })], '{"b":2}')).toBe(true);
  expect(passes([], 'x')).toBe(true);
  expect(passes([{}], 'x')).toBe(true);
});

it.each<[string, string]>([
  ['x', 'is no JSON object'],
  ['{"messageAttributes":{"a":["x"]}}', 'filters by messageAttributes'],
  ['{"body":{"a":"x"}}', 'a must be a list of rules or a pattern'],
  ['{"body":{"a":[{"cidr":"10.0.0.0/8"}]}}', '{"cidr":"10.0.0.0/8"} is not emulated'],
  ['{"body":{"a":[{"anything-but":{"prefix":"x"}}]}}', 'has an operand that is not emulated'],
  ['{"body":{"$or":[{"a":[{"wildcard":"*"}]}]}}', 'is not emulated; there are'],
])('refuses %s', (text, problem) => {
  expect(readPattern(text)).toEqual({ problem: expect.stringContaining(problem) });
});
