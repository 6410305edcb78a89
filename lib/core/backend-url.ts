import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { refuse } from './errors';
import { pathParameters, RouteKey } from './route-key';
import { isLoopback, parseUrl } from './url';
import { warn } from './warnings';

/** A backend is an HTTP endpoint that no caller chooses. Path parameters may stand behind its host. */
export function checkBackendUrl(where: IConstruct, url: string): void {
  if (Token.isUnresolved(url)) {
    return;
  }
  const [, host = ''] = /^[a-z]+:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (/(?<!\$)\{/.test(host)) {
    refuse(where, 'the caller would choose the host', url, 'put path parameters behind the host only');
  }
  const parsed = parseUrl(url.replace(/[{}$]/g, '_'));
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
    refuse(where, 'not an http or https URL', url, 'write it in full, such as "https://backend.example.com/{proxy}"');
  }
  if (parsed.protocol === 'http:' && !isLoopback(parsed)) {
    warn(where, 'plainHttpBackend', `requests go to ${host} unencrypted over the internet; use https`);
  }
}

/** A `{parameter}` in a backend's URL is taken from the route; `${...}` is not one. */
export function checkUrlParameters(where: IConstruct, key: RouteKey, url: string): void {
  if (Token.isUnresolved(url)) {
    return;
  }
  const known = pathParameters(key);
  for (const [, name] of url.matchAll(/(?<!\$)\{([^}]+)\}/g)) {
    if (!known.includes(name)) {
      const remedy = `use ${known.map((parameter) => `{${parameter}}`).join(', ') || 'a route with path parameters'}`;
      refuse(where, `the URL has a parameter that route "${key.text}" has not`, `{${name}}`, remedy);
    }
  }
}
