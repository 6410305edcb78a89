import { isLoopback, parseUrl } from '../../lib/core/url';

describe('a URL', () => {
  it('is parsed where the text is one', () => {
    expect(parseUrl('https://example.com:8443/a?b#c')).toMatchObject({
      protocol: 'https:',
      host: 'example.com:8443',
      pathname: '/a',
      search: '?b',
      hash: '#c',
    });
  });

  it.each(['', 'example.com', '/a', 'https://', 'http://a b'])('is none in "%s"', (text) => {
    expect(parseUrl(text)).toBeUndefined();
  });

  it.each([
    'http://localhost:3000',
    'http://LOCALHOST',
    'http://app.localhost',
    'http://127.0.0.1:8080/a',
    'http://127.1.2.3',
    'http://2130706433',
    'http://[::1]:3000',
  ])('names this machine in %s', (text) => {
    expect(isLoopback(new URL(text))).toBe(true);
  });

  it.each([
    'http://example.com',
    'http://localhost.example.com',
    'http://notlocalhost',
    'http://127.0.0.1.example.com',
    'http://128.0.0.1',
    'http://10.0.0.127',
    'http://[::2]',
    'http://localhost@example.com',
  ])('names another machine in %s', (text) => {
    expect(isLoopback(new URL(text))).toBe(false);
  });
});
