import * as fc from 'fast-check';
import { matchesOrigin, originExpression } from '../../../lib/runtime/contract/origin-pattern';

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const scheme = fc.constantFrom('https', 'http');
const port = fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }).map((n) => (n ? `:${n}` : ''));
const origin = fc.tuple(scheme, host, port).map(([s, h, p]) => `${s}://${h}${p}`);

describe('an exact entry', () => {
  it.each(['https://app.example.com', 'http://localhost:3000', 'http://[::1]:8080', 'https://xn--bcher-kva.example'])(
    '%s stands for itself',
    (entry) => {
      expect(matchesOrigin(entry, entry)).toBe(true);
    },
  );

  it('stands for itself and for no other origin', () => {
    fc.assert(fc.property(origin, origin, (entry, other) => matchesOrigin(entry, other) === (entry === other)));
  });

  it('stands for no text but itself', () => {
    fc.assert(
      fc.property(origin, fc.string({ unit: 'binary' }), (entry, text) => {
        expect(matchesOrigin(entry, text)).toBe(false);
        expect(matchesOrigin(entry, `${entry}${text}`)).toBe(text === '');
        expect(matchesOrigin(entry, `${text}${entry}`)).toBe(text === '');
      }),
    );
  });

  it('its dots are dots', () => {
    expect(matchesOrigin('https://app.example.com', 'https://appxexample.com')).toBe(false);
  });
});

describe('a pattern', () => {
  const pattern = 'https://*.example.com';

  it.each([
    'https://a.example.com',
    'https://a.b.example.com',
    'https://xn--a-0ga.example.com',
    'https://1.example.com',
  ])('stands for %s', (text) => expect(matchesOrigin(pattern, text)).toBe(true));

  it.each([
    'https://example.com',
    'https://evilexample.com',
    'https://a.example.com.evil.io',
    'https://evil.io/.example.com',
    'https://evil.io#.example.com',
    'https://evil.io?.example.com',
    'https://evil.io\\.example.com',
    'https://evil.io:443.example.com',
    'https://user@a.example.com',
    'https://.example.com',
    'https://a..example.com',
    'https://a.exampleXcom',
    'https://A.example.com',
    'https://*.example.com',
    'https://a.example.com:8443',
    'https://a.example.com/',
    'https://a.example.com.',
    'https://a.example.com\n',
    '\nhttps://a.example.com',
    'https://evil.io\nhttps://a.example.com',
    'https://a.example.com, https://evil.io',
    'http://a.example.com',
    'ahttps://a.example.com',
    'null',
    '',
  ])('does not stand for %j', (text) => expect(matchesOrigin(pattern, text)).toBe(false));

  it('stands for every host below, with its scheme and port', () => {
    fc.assert(
      fc.property(scheme, host, host, port, (s, below, above, p) => {
        expect(matchesOrigin(`${s}://*.${above}${p}`, `${s}://${below}.${above}${p}`)).toBe(true);
      }),
    );
  });

  it('stands for nothing else: what matches is scheme, labels, and the rest as written', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-z.:/@#?\\*%\s-]{0,20}$/),
      host,
      fc.constantFrom('evil.io/', 'evil.io:1', 'a.', '.', ''),
    );
    fc.assert(
      fc.property(scheme, host, port, hostile, hostile, (s, above, p, before, after) => {
        const text = `${s}://${before}.${above}${p}${after}`;
        const expected = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(before) && after === '';
        // a port or a label behind may happen to spell the same origin again
        fc.pre(expected || !text.endsWith(`.${above}${p}`) || after === '');
        expect(matchesOrigin(`${s}://*.${above}${p}`, text)).toBe(expected);
      }),
    );
  });

  it('is soon done with whatever it is given', () => {
    const started = Date.now();
    matchesOrigin(pattern, `https://${'a.'.repeat(100_000)}evil.io`);
    matchesOrigin(pattern, `https://${'a-'.repeat(100_000)}`);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});

it.each(['*', 'https://*', 'https://*evil.com', 'https://a.*.com', '.*', '(.*)', 'https://a|.*'])(
  'the entry %s stands for no origin',
  (entry) => {
    expect(matchesOrigin(entry, 'https://a.evil.com')).toBe(false);
    fc.assert(fc.property(origin, (text) => !matchesOrigin(entry, text)));
  },
);

it('is written with brackets rather than backslashes, as a mapping template needs it', () => {
  expect(originExpression('https://*.example.com')).toBe('https://(?:[a-z0-9-]+[.])+example[.]com');
});
