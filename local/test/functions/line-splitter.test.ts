import { LineSplitter } from '../../src/functions/line-splitter';

function splitter(longest?: number): { lines: string[]; splitter: LineSplitter } {
  const lines: string[] = [];
  return { lines, splitter: new LineSplitter((line) => lines.push(line), longest) };
}

it('makes whole lines of pieces, and gives out the last one when asked', () => {
  const { lines, splitter: split } = splitter();
  ['on', 'e\ntwo\n', '', 'thr', 'ee'].forEach((piece) => split.push(piece));
  expect(lines).toEqual(['one', 'two']);
  split.flush();
  split.flush();
  expect(lines).toEqual(['one', 'two', 'three']);
});

it('does not keep a line that never ends', () => {
  const { lines, splitter: split } = splitter(4);
  ['abc', 'de', 'f', '\ng\n'].forEach((piece) => split.push(piece));
  expect(lines).toEqual(['abcde', 'f', 'g']);
});
