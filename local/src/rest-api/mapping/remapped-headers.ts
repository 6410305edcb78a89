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
]);

/** those get a name of their own; undefined when there is a Transfer-Encoding, which is an error. */
export function remapHeaders(lines: readonly HeaderLine[]): HeaderLine[] | undefined {
  if (lines.some(([name]) => name.toLowerCase() === 'transfer-encoding')) return undefined;
  return lines.map(([name, value]) => [REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value]);
}
