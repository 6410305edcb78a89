import { Lazy } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { _Origin } from '../../lib/shared/origin';

const parse = (text: string): _Origin => _Origin.parse('Cors.allowOrigins', text);

describe('an origin', () => {
  it('is taken if and only if it is written as browsers send it', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https'] }),
        (url) => {
          const { origin } = new URL(url);
          expect(parse(origin).text).toBe(origin);
          if (url !== origin) {
            expect(() => parse(url)).toThrow(`write "${origin}"`);
          }
        },
      ),
    );
  });

  it('is never taken from arbitrary text unless a browser could send it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((s) => `https://${s}`),
        ),
        (text) => {
          let taken: _Origin;
          try {
            taken = parse(text);
          } catch (error) {
            expect((error as Error).message).toMatch(/^\[Cors\.allowOrigins\] .*, got .*; /s);
            return;
          }
          expect(new URL(taken.text.replace('*.', '')).origin).toBe(taken.text.replace('*.', ''));
        },
      ),
    );
  });

  it.each([
    ['https://app.example.com', false, false],
    ['https://app.example.com:8443', false, false],
    ['https://[2001:db8::1]:8443', false, false],
    ['https://*.example.com', true, false],
    ['http://localhost:3000', false, false],
    ['http://app.localhost:3000', false, false],
    ['http://127.0.0.1:3000', false, false],
    ['http://app.example.com', false, true],
    ['http://127.0.0.1.example.com', false, true],
  ])('%s: pattern %s, plain http %s', (text, isPattern, isPlainHttp) => {
    expect(parse(text)).toMatchObject({ text, isPattern, isPlainHttp });
  });

  it.each([
    ['https://app.example.com/', 'write "https://app.example.com"'],
    ['https://app.example.com/shop', 'write "https://app.example.com"'],
    ['https://app.example.com:443', 'write "https://app.example.com"'],
    ['http://app.example.com:80', 'write "http://app.example.com"'],
    ['https://APP.example.com', 'write "https://app.example.com"'],
    ['https://bücher.example', 'write "https://xn--bcher-kva.example"'],
    ['https://user@app.example.com', 'write "https://app.example.com"'],
    ['app.example.com', 'write scheme, host'],
    ['ftp://app.example.com', 'write scheme, host'],
    ['chrome-extension://abc', 'write scheme, host'],
    ['https://', 'write scheme, host'],
    ['https://.example.com', 'write scheme, host'],
    ['https://app.example.com.', 'write scheme, host'],
    ['https://a*.example.com', 'write scheme, host'],
    ['https://*', 'write scheme, host'],
    ['https://*.com', 'name a domain of yours'],
    ['*', 'Cors.allowAnyOrigin()'],
    ['null', 'sandboxed'],
    ['', 'write scheme, host'],
  ])('%s is refused', (text, remedy) => {
    expect(() => parse(text)).toThrow(`got ${JSON.stringify(text)}`);
    expect(() => parse(text)).toThrow(remedy);
  });

  it('that is a token passes', () => {
    const token = Lazy.string({ produce: () => 'https://app.example.com' });
    expect(parse(token)).toMatchObject({ text: token, isPattern: false, isPlainHttp: false });
  });
});
