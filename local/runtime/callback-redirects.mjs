import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Leads a function that calls `@connections` at `https://{domainName}/{stage}`, of which it was told in an event, to the
 * WebSocket API on this machine. The host that it signed for stays in the request, so that the signature holds.
 *
 * @param {string | undefined} callbacks JSON: base URL on this machine by the one at AWS
 */
export function redirectCallbacks(callbacks) {
  const bases = new Map(Object.entries(JSON.parse(callbacks ?? '{}')));
  if (bases.size === 0) return;
  for (const name of ['get', 'request']) {
    const original = https[name];
    https[name] = (...args) => {
      const { host, options, rest } = described(...args);
      const base = bases.get(`https://${host}`);
      if (base === undefined) return original(...args);
      const { hostname, port } = new URL(base);
      const headers = { ...options.headers, host };
      const local = { protocol: 'http:', host: hostname, hostname, port, agent: undefined, headers };
      return http[name]({ ...options, ...local }, ...rest);
    };
  }
  syncBuiltinESMExports();
}

/** Both forms of a call: with a URL, which options may follow, and with options alone. */
function described(target, ...rest) {
  if (typeof target !== 'string' && !(target instanceof URL)) {
    return { host: target?.hostname ?? target?.host, options: target, rest };
  }
  const { host, pathname, search } = new URL(target);
  const [more, ...others] = typeof rest[0] === 'object' ? rest : [{}, ...rest];
  return { host, options: { path: pathname + search, ...more }, rest: others };
}
