import { App, CfnParameter, Duration, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { contentKey } from '../../lib/core/content-key';

const stackNamed = (id = 'Stack') => new Stack(new App(), id);
const keyOf = (content: unknown, scope = stackNamed()) => contentKey(scope, content);
const header = (name: string) => new ParameterMapping().appendHeader(name, MappingValue.custom('v'));

describe('the key of some content', () => {
  it('is eight characters that stay the same from release to release: logical ids hold them', () => {
    expect(keyOf({ kind: 'http', url: 'https://example.com', options: {} })).toBe('f7d749ff');
  });

  it.each<[string, unknown, unknown]>([
    ['the order of members', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['members that are undefined', { a: 1 }, { a: 1, b: undefined }],
    ['the unit of a duration', { ttl: Duration.minutes(1) }, { ttl: Duration.seconds(60) }],
    ['when a token is resolved', Lazy.string({ produce: () => 'x' }), 'x'],
    ['which of two equal tokens it is', Fn.importValue('X'), Fn.importValue('X')],
    ['which of two equal class instances it is', header('x'), header('x')],
  ])('does not depend on %s', (_, one, other) => {
    expect(keyOf(one)).toBe(keyOf(other));
  });

  it.each<[string, unknown, unknown]>([
    ['a value', { a: 1 }, { a: 2 }],
    ['the type of a value', { a: 1 }, { a: '1' }],
    ['the name of a member', { a: 1 }, { b: 1 }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['the length of a duration', Duration.seconds(1), Duration.seconds(2)],
    ['what a token stands for', Fn.importValue('X'), Fn.importValue('Y')],
    ['a member of a class instance', header('x'), header('y')],
    ['the depth of a member', { a: { b: 1 } }, { a: 1, b: 1 }],
  ])('depends on %s', (_, one, other) => {
    expect(keyOf(one)).not.toBe(keyOf(other));
  });

  it('knows constructs by their path, and not by what is in them', () => {
    const queueKey = (id: string, fifo?: boolean) => {
      const stack = stackNamed();
      return contentKey(stack, { queue: new Queue(stack, id, { fifo }) });
    };
    expect(queueKey('One')).toBe(queueKey('One', true));
    expect(queueKey('One')).not.toBe(queueKey('Two'));
  });

  it('is the same before and after other things are added to the stack', () => {
    const stack = stackNamed();
    const { valueAsString } = new CfnParameter(stack, 'Parameter');
    const before = contentKey(stack, { valueAsString });
    new CfnParameter(stack, 'Other');
    expect(contentKey(stack, { valueAsString })).toBe(before);
  });

  it('tells durations apart that are tokens', () => {
    const duration = (name: string) => Duration.seconds(Token.asNumber({ Ref: name }));
    expect(keyOf({ ttl: duration('A') })).toBe(keyOf({ ttl: duration('A') }));
    expect(keyOf({ ttl: duration('A') })).not.toBe(keyOf({ ttl: duration('B') }));
  });

  it('tells attributes apart of resources in two stacks that have the same logical id', () => {
    const app = new App();
    const frontend = new Stack(app, 'Frontend');
    const arnIn = (id: string) => new Queue(new Stack(app, id), 'Queue').queueArn;
    expect(contentKey(frontend, arnIn('One'))).not.toBe(contentKey(frontend, arnIn('Two')));
  });
});
