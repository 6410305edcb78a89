import { HeaderLine } from '../../core/request';

/** Headers of a backend that are the gateway's own to send. */
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
  'x-amzn-requestid',
]);

/** those get a name of their own, as do the gateway's ids. A Transfer-Encoding is the connection's own business. */
export function remapHeaders(lines: readonly HeaderLine[]): HeaderLine[] {
  return lines
    .filter(([name]) => name.toLowerCase() !== 'transfer-encoding')
    .map(([name, value]) => [REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value]);
}
