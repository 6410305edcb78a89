import { GatewayRequest, headerValue, HeaderLine } from './request';

/** False for a name or value that HTTP can't carry, such as one with a line break. */
export function isSendable([name, value]: HeaderLine): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** Who sent a request and to where, as the gateway tells whatever stands behind it. */
export function forwardedHeaders(request: GatewayRequest): HeaderLine[] {
  const { headers, sourceIp } = request;
  const forwardedFor = [headerValue(headers, 'x-forwarded-for'), sourceIp].filter(Boolean).join(', ');
  return [
    ['X-Forwarded-For', forwardedFor],
    ['X-Forwarded-Port', /:(\d+)$/.exec(headerValue(headers, 'host') ?? '')?.[1] ?? '80'],
    ['X-Forwarded-Proto', 'http'],
  ];
}

/** What the gateway writes itself. */
export function isForwardedHeader(name: string): boolean {
  return /^x-forwarded-(for|port|proto)$/i.test(name);
}

/** Values by name, whatever the case: the first spelling is kept. */
export function groupHeaders(lines: readonly HeaderLine[]): Map<string, string[]> {
  const spelling = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const [name, value] of lines) {
    const key = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), key);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

/** Headers as Node.js takes them, in the spelling that they have. */
export function nodeHeaders(lines: readonly HeaderLine[]): Record<string, string | string[]> {
  const groups = [...groupHeaders(lines)].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]);
  return Object.fromEntries(groups) as Record<string, string | string[]>;
}

/** Headers as Node.js has read them: names and values in turns. */
export function headerLinesOf(rawHeaders: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    lines.push([rawHeaders[index]!, rawHeaders[index + 1]!]);
  }
  return lines;
}

export function withoutHeaders(lines: readonly HeaderLine[], names: readonly string[]): HeaderLine[] {
  const dropped = new Set(names.map((name) => name.toLowerCase()));
  return lines.filter(([name]) => !dropped.has(name.toLowerCase()));
}

/** Lines that take the place of all others of their names. */
export function withHeaders(lines: readonly HeaderLine[], own: readonly HeaderLine[]): HeaderLine[] {
  const names = own.map(([name]) => name);
  return [...withoutHeaders(lines, names), ...own];
}
