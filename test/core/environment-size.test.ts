import { ENVIRONMENT_BYTES, environmentBytes } from '../../lib/core/environment-size';

/** Of `A="..."`, where the dots stand for a reference or what is joined. */
const lengthOf = (value: unknown): number => environmentBytes('A', value) - 'A""'.length;

describe('the size of a variable', () => {
  it('is that of its name and its JSON', () => {
    expect(environmentBytes('NAME', { origins: ['é'] })).toBe(Buffer.byteLength('NAME{"origins":["é"]}'));
    expect(environmentBytes('A', { left: undefined, none: null })).toBe('A{"none":null}'.length);
  });

  it('counts references as long as they usually get', () => {
    const url =
      'https://sqs.eu-west-1.amazonaws.com/111122223333/Orders-LiveBroadcastBroadcastsQueue12345678-abcdefghijkl';
    for (const reference of [{ Ref: 'Queue' }, { 'Fn::GetAtt': ['Function', 'Arn'] }, { 'Fn::ImportValue': 'x' }]) {
      expect(Math.abs(lengthOf(reference) - url.length)).toBeLessThan(30);
    }
    expect(lengthOf({ Ref: 'AWS::Region' })).toBe('ap-southeast-1'.length);
  });

  it('counts what is joined once', () => {
    const joined = { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'b']] };
    expect(lengthOf(joined)).toBe('a-ap-southeast-1-b'.length);
    expect(lengthOf({ 'Fn::Join': [',', { Ref: 'List' }] })).toBe(lengthOf({ Ref: 'List' }));
  });

  it('has a limit', () => {
    expect(environmentBytes('A', 'x'.repeat(4_093))).toBe(ENVIRONMENT_BYTES);
  });
});
