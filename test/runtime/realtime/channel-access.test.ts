import fc from 'fast-check';
import { channelOf, matchesPattern, ruledAccess } from '../../../lib/runtime/realtime/channel-access';

describe('patterns', () => {
  it.each([
    ['lobby', 'lobby', true],
    ['lobby', 'lobby2', false],
    ['room:*', 'room:1', true],
    ['room:*', 'room:1:2', true],
    ['room:*', 'room:', false],
    ['room:*', 'xroom:1', false],
    ['*', 'anything:at all', true],
    ['*', '', false],
    ['a*b*c', 'a1b2c', true],
    ['a*b*c', 'abbc', false],
    ['a*b*c', 'a1bc', false],
    ['a*a', 'aa', false],
    ['a*a', 'aaa', true],
    ['**', 'x', false],
    ['**', 'xy', true],
    ['a.c', 'abc', false],
    ['(*', '(x', true],
  ])('%s and %s: %s', (pattern, channel, expected) => {
    expect(matchesPattern(pattern, channel)).toBe(expected);
  });

  it('do what the regular expression would', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*'), maxLength: 8 });
    const asExpression = (pattern: string) => new RegExp(`^${pattern.replace(/\*/g, '.+')}$`, 's');
    fc.assert(
      fc.property(text, text, (pattern, channel) => {
        expect(matchesPattern(pattern, channel)).toBe(asExpression(pattern).test(channel));
      }),
      { numRuns: 2_000 },
    );
  });

  it('take no time that grows with the stars', () => {
    const started = process.cpuUsage().user;
    expect(matchesPattern('*a'.repeat(60) + 'b', 'a'.repeat(256))).toBe(false);
    expect(process.cpuUsage().user - started).toBeLessThan(1_000_000);
  });
});

describe('templates of claims', () => {
  const caller = (claims: Record<string, string>, user?: string) => ({ claims, user });

  it.each([
    ['tenant:{tenant_id}', { tenant_id: 't1' }, 'tenant:t1'],
    ['tenant:{tenant_id}:news', { tenant_id: 't1' }, 'tenant:t1:news'],
    ['{org}:{team}', { org: 'a', team: 'b' }, 'a:b'],
    ['{org}:{team}', { org: 'a', team: 'b:c' }, undefined],
    ['{org}-{team}', { org: 'a', team: 'b-c' }, 'a-b-c'],
    ['{org}-{team}', { org: 'a-b', team: 'c' }, undefined],
    ['tenant:{tenant_id}', { tenant_id: 't1:admin' }, undefined],
    ['tenant:{tenant_id}', { tenant_id: 't1\n' }, undefined],
    ['{org}:{team}', { org: 'a:b', team: 'c' }, undefined],
    ['{org}::{team}', { org: 'a:', team: 'b' }, undefined],
    ['{org}{team}', { org: 'a', team: 'b' }, undefined],
    ['tenant:{tenant_id}', {}, undefined],
    ['tenant:{tenant_id}', { tenant_id: '' }, undefined],
    ['tenant:{toString}', {}, undefined],
    ['tenant:{__proto__}', {}, undefined],
    ['tenant:{tenant_id}', { tenant_id: '{role}*' }, 'tenant:{role}*'],
    ['lobby', {}, 'lobby'],
  ])('%s with %j is %s', (template, claims, channel) => {
    expect(channelOf(template, caller(claims))).toBe(channel);
  });

  it('principalId is the user, whatever a claim of that name says', () => {
    expect(channelOf('user:{principalId}', caller({ principalId: 'eve' }, 'ada'))).toBe('user:ada');
    expect(channelOf('user:{principalId}', caller({ principalId: 'eve' }))).toBeUndefined();
  });

  it('callers with different claims never get the same channel', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ':', '-', '.'), maxLength: 4 });
    const claims = fc.record({ a: value, b: value, c: value });
    const template = fc.constantFrom(
      '{a}:{b}',
      'x:{a}::{b}',
      '{a}-:{b}:{c}',
      '{a}:-:{b}',
      '{a}{b}',
      '{a}-{b}',
      '{a}-.{b}--{c}',
    );
    const used = (name: string, said: { a: string; b: string; c: string }) =>
      [...name.matchAll(/\{(.)\}/g)].map(([, claim]) => said[claim as 'a']);
    fc.assert(
      fc.property(template, claims, claims, (name, one, other) => {
        const channel = channelOf(name, caller(one));
        if (channel !== undefined && channel === channelOf(name, caller(other))) {
          expect(used(name, one)).toEqual(used(name, other));
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it('a wildcard in a claim opens nothing', () => {
    const rules = [{ kind: 'claims' as const, template: 'tenant:{tenant_id}' }];
    expect(ruledAccess(rules, 'tenant:t1', caller({ tenant_id: '*' }))).toEqual({ allowed: false, ask: [] });
  });
});

it('functions are left for last, each once', () => {
  const rules = [
    { kind: 'function' as const, pattern: 'room:*', functionArn: 'f1' },
    { kind: 'function' as const, pattern: '*', functionArn: 'f1' },
    { kind: 'function' as const, pattern: 'other:*', functionArn: 'f2' },
    { kind: 'open' as const, pattern: 'room:open' },
  ];
  const nobody = { claims: {} };
  expect(ruledAccess(rules, 'room:open', nobody)).toEqual({ allowed: true });
  expect(ruledAccess(rules, 'room:closed', nobody)).toEqual({ allowed: false, ask: ['f1'] });
  expect(ruledAccess([], 'room:open', nobody)).toEqual({ allowed: false, ask: [] });
});
