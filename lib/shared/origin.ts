import { Token } from 'aws-cdk-lib';
import { refuse } from '../core/errors';
import { isLoopback, parseUrl } from '../core/url';

const REMEDY = 'write scheme, host and, where it is not the default, port, such as "https://app.example.com"';
const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/**
 * A web origin as browsers send it in the `Origin` header, or a pattern whose first label is `*`.
 *
 * @internal
 */
export class _Origin {
  /** Refuses what no browser would ever send, since such an entry would silently match nothing. */
  public static parse(where: string, text: string): _Origin {
    if (Token.isUnresolved(text)) {
      return new _Origin(text, false, false);
    }
    const match = /^(https?):\/\/(\*\.)?([^/?#@*\s]+)$/.exec(text);
    if (!match) {
      return refuse(where, 'not an origin', text, remedyFor(text));
    }
    const [, scheme, wildcard, host] = match;
    const url = parseUrl(`${scheme}://${host}`);
    if (!url || url.host === '' || host.endsWith('.') || host.startsWith('.')) {
      return refuse(where, 'not an origin', text, REMEDY);
    }
    if (`${url.protocol}//${url.host}` !== `${scheme}://${host}`) {
      const port = DEFAULT_PORTS[url.protocol];
      const hint = host.endsWith(`:${port}`) ? ` (browsers leave out the default port ${port})` : '';
      return refuse(
        where,
        `browsers write this origin differently${hint}`,
        text,
        `write "${canonical(url, wildcard)}"`,
      );
    }
    if (wildcard && !host.includes('.')) {
      return refuse(where, 'the pattern covers a whole top-level domain', text, 'name a domain of yours behind "*."');
    }
    return new _Origin(text, wildcard !== undefined, url.protocol === 'http:' && !isLoopback(url));
  }

  private constructor(
    /** As written, which is as browsers send it. */
    public readonly text: string,
    public readonly isPattern: boolean,
    /** Plain http, and not this machine: whoever is on the network path can speak for it. */
    public readonly isPlainHttp: boolean,
  ) {}
}

function canonical(url: URL, wildcard: string | undefined): string {
  return `${url.protocol}//${wildcard ?? ''}${url.host}`;
}

function remedyFor(text: string): string {
  if (text === '*') {
    return 'use Cors.allowAnyOrigin() if any site may read the answers';
  }
  if (text === 'null') {
    return 'the "null" origin is shared by sandboxed pages of anyone, so it cannot be allowed';
  }
  const url = parseUrl(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && !url.host.includes('*')
    ? `write "${url.origin}"`
    : REMEDY;
}
