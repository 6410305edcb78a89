import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Leads a function that asks an issuer for its keys to the development issuer that stands in for it. A function of its
 * own that verifies tokens needs no line of code for that, and none that could be left in.
 *
 * @param {string | undefined} issuers JSON: the development issuer's URL by the issuer's
 */
export function redirectIssuers(issuers) {
  const stands = Object.entries(JSON.parse(issuers ?? '{}'));
  if (stands.length === 0) return;
  const redirected = (url) => {
    const text = String(url);
    const found = stands.find(([issuer]) => text.startsWith(`${issuer.replace(/\/$/, '')}/`));
    // so that it answers with addresses of the issuer, where a verifier may insist on https and on one host
    return found && `${found[1].replace(/\/$/, '')}${text.slice(found[0].replace(/\/$/, '').length)}?as=issuer`;
  };
  for (const name of ['get', 'request']) {
    const original = https[name];
    https[name] = (url, ...rest) => {
      const target = redirected(url);
      return target ? http[name](target, ...rest) : original(url, ...rest);
    };
  }
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => fetch(input instanceof Request ? input : (redirected(input) ?? input), init);
  syncBuiltinESMExports();
}
