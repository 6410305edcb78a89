import { BlockList, isIP } from 'node:net';

/** `203.0.113.0/24`, or one address. */
export function isIpRange(range: string): boolean {
  const [address = '', prefix] = range.split('/');
  const version = isIP(address);
  if (version === 0) return false;
  return prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

export function isInRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
