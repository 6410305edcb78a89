import fc from 'fast-check';

import { matchesGlob } from '../../src/authorizers/glob';
import { allows } from '../../src/authorizers/policy';
import { GatewayRequest } from '../../src/core/request';

const arn = 'arn:aws:execute-api:eu-central-1:123456789012:abc/$default/GET/orders/7';

const request: GatewayRequest = {
  requestId: 'id',
  receivedAt: 0,
  method: 'GET',
  rawPath: '/orders/7',
  rawQueryString: '',
  headers: [['User-Agent', 'test/1.0']],
  body: Buffer.alloc(0),
  sourceIp: '203.0.113.9',
  protocol: 'HTTP/1.1',
};
const allowsInvoke = (document: unknown): boolean => allows(document, { arn, request });

const allow = (Resource: unknown, rest: object = {}) => ({
  Effect: 'Allow',
  Action: 'execute-api:Invoke',
  Resource,
  ...rest,
});
const deny = (Resource: unknown, rest: object = {}) => ({ ...allow(Resource, rest), Effect: 'Deny' });
const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

describe('H-67: policies of authorizer functions', () => {
  it.each([
    ['the very ARN', policy(allow(arn))],
    ['a star', policy(allow('*'))],
    ['a star across slashes', policy(allow('arn:aws:execute-api:*:abc/*'))],
    ['question marks', policy(allow(arn.replace('7', '?')))],
    ['one of several resources', policy(allow(['arn:aws:s3:::x', arn]))],
    ['one of several statements', policy(allow('arn:aws:s3:::x'), allow(arn))],
    ['a statement that is not in a list', { Statement: allow(arn) }],
    ['actions in any case and with a star', policy(allow(arn, { Action: ['s3:*', 'Execute-API:inv*'] }))],
    ['any action', policy(allow(arn, { Action: '*' }))],
    ['NotAction of something else', policy(allow(arn, { Action: undefined, NotAction: 's3:*' }))],
    ['NotResource of something else', policy(allow(undefined, { NotResource: 'arn:aws:s3:::x' }))],
    [
      'a denial of something else',
      policy(allow('*'), deny('arn:aws:execute-api:*/POST/*'), deny('*', { Action: 's3:*' })),
    ],
  ])('%s allows', (_, document) => expect(allowsInvoke(withoutUndefined(document))).toBe(true));

  it.each([
    ['no statement', policy()],
    ['another route', policy(allow(arn.replace('GET', 'POST')))],
    ['a longer path', policy(allow(`${arn}/items`))],
    ['a prefix without a star', policy(allow(arn.slice(0, -1)))],
    ['an ARN in another case', policy(allow(arn.replace('orders', 'Orders')))],
    ['another action', policy(allow(arn, { Action: 'execute-api:ManageConnections' }))],
    ['a denial beside an allowance', policy(allow('*'), deny(arn))],
    ['a denial in front', policy(deny('*'), allow(arn))],
    ['NotAction of this', policy(allow(arn, { Action: undefined, NotAction: 'execute-api:*' }))],
    ['NotResource of this', policy(allow(undefined, { NotResource: '*' }))],
    ['regular expressions', policy(allow('.*'))],
  ])('%s does not', (_, document) => expect(allowsInvoke(withoutUndefined(document))).toBe(false));

  it.each<[object, boolean]>([
    [{ IpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.0/24'] } }, true],
    [{ IpAddress: { 'AWS:SOURCEIP': '198.51.100.0/24' } }, false],
    [{ NotIpAddress: { 'aws:SourceIp': ['198.51.100.0/24', '203.0.113.9'] } }, false],
    [{ NotIpAddress: { 'aws:SourceIp': '2001:db8::/32' } }, true],
    [{ StringLike: { 'aws:UserAgent': 'test/*' } }, true],
    [{ StringEquals: { 'aws:UserAgent': 'test/*' } }, false],
    [{ StringEqualsIgnoreCase: { 'aws:UserAgent': 'TEST/1.0' } }, true],
    [{ StringNotLike: { 'aws:UserAgent': ['x', 'test/?.?'] } }, false],
    [{ Bool: { 'aws:SecureTransport': true } }, true],
    [{ Bool: { 'aws:SecureTransport': 'false' } }, false],
    // it has no referrer, and nobody signed it
    [{ StringEquals: { 'aws:Referer': 'https://example.com' } }, false],
    [{ StringEqualsIfExists: { 'aws:Referer': 'https://example.com' } }, true],
    [{ StringNotEquals: { 'aws:PrincipalAccount': '123456789012' } }, true],
    [{ ArnLike: { 'aws:PrincipalArn': '*' } }, false],
    // all of them must hold
    [{ StringLike: { 'aws:UserAgent': '*' }, Bool: { 'aws:SecureTransport': 'false' } }, false],
    [{ StringLike: { 'aws:UserAgent': '*', 'aws:Referer': '*' } }, false],
    [{}, true],
  ])('R-58: the condition %j holds: %s', (Condition, expected) => {
    expect(allowsInvoke(policy(allow('*', { Condition })))).toBe(expected);
  });

  it.each([
    [
      'an operator nobody knows',
      policy(allow('*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } } })),
      'the operator DateLessThan is not evaluated locally',
    ],
    [
      'a key nobody knows',
      policy(allow('*', { Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })),
      'the key aws:SourceVpc is not evaluated locally',
    ],
    [
      'a range that is none',
      policy(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/99' } } })),
      'must be addresses or ranges of them',
    ],
    ['a condition that is no object', policy(allow('*', { Condition: { Bool: true } })), 'Bool must be an object'],
    ['a principal', policy(allow('*', { Principal: '*' })), '"Principal" is not evaluated locally'],
    ['a policy variable', policy(deny('${aws:username}')), 'policy variables are not evaluated locally'],
    ['another effect', policy(allow('*', { Effect: 'allow' })), 'Effect must be Allow or Deny, got "allow"'],
    ['no action', policy({ Effect: 'Allow', Resource: '*' }), 'either Action or NotAction'],
    ['both resources', policy(allow('*', { NotResource: '*' })), 'either Resource or NotResource'],
    ['a resource that is no string', policy(allow([7])), 'must be strings, got 7'],
    ['a statement that is no object', policy('Allow'), 'Statement must be an object, got "Allow"'],
    ['no statements at all', {}, 'Statement must be an object'],
    ['no object', 'Allow', 'policyDocument must be an object'],
  ])('%s can not be judged', (_, document, message) => {
    expect(() => allowsInvoke(document)).toThrow(message);
  });
});

describe('matchesGlob', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/') });

  it('agrees with the regular expression that says the same', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 8 }),
        letters,
        (pattern, text) => {
          const source = pattern.replaceAll('?', '.').replaceAll('*', '.*');
          expect(matchesGlob(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('takes a literal text for nothing but itself', () => {
    expect(matchesGlob('a.c', 'abc')).toBe(false);
    expect(matchesGlob('(a|b)+', 'a')).toBe(false);
  });

  it('is not stalled by many stars', () => {
    expect(matchesGlob('*a'.repeat(500) + 'b', 'a'.repeat(5_000))).toBe(false);
  });
});

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
