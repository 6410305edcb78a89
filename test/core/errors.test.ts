import { App, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkGiven, ConfigurationError, refuse, useOneOf } from '../../lib/core/errors';

const messageOf = (got: unknown): string => {
  try {
    return refuse('Cors.allowOrigins', 'not an origin', got, 'write one');
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a refusal', () => {
  it('names the construct by its path', () => {
    const where = new Construct(new Stack(new App(), 'Stack'), 'Api');
    expect(() => refuse(where, 'wrong', 1, 'do this')).toThrow('[Stack/Api] wrong, got 1; do this');
  });

  it.each([
    ['a text', 'x"y', '"x\\"y"'],
    ['an empty text', '', '""'],
    ['a list', ['a', 1], '["a",1]'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
  ])('shows %s as it was given', (_, got, shown) => {
    expect(messageOf(got)).toBe(`[Cors.allowOrigins] not an origin, got ${shown}; write one`);
  });

  it('can be told from other errors', () => {
    expect(() => refuse('Cors.allowOrigins', 'wrong', 1, 'do this')).toThrow(ConfigurationError);
    expect(new ConfigurationError('x').name).toBe('ConfigurationError');
  });

  it('reads the same where jsii shows the error of a method as a text, and the message of one in a constructor', () => {
    const error = new ConfigurationError('[Stack/Api] wrong, got 1; do this');
    expect(String(error)).toBe(error.message);
  });
});

describe('a remedy that names what there is', () => {
  it('says what to do where there is nothing', () => {
    expect(useOneOf(['a', 'b'], 'add one')).toBe('use one of a, b');
    expect(useOneOf([], 'add one')).toBe('add one');
  });
});

describe('what must be given', () => {
  const checking = (value: unknown) => () =>
    checkGiven(new Stack(new App(), 'Stack'), 'authorization', value, 'say it');

  it.each([undefined, null])('is missing when it is %s', (value) => {
    expect(checking(value)).toThrow(`[Stack] authorization is missing, got ${value}; say it`);
  });

  it.each([
    ['zero', 0],
    ['an empty text', ''],
    ['false', false],
    ['an imported value', Fn.importValue('X')],
    ['a lazy text', Lazy.string({ produce: () => undefined })],
  ])('may be %s', (_, value) => {
    expect(checking(value)).not.toThrow();
  });
});
