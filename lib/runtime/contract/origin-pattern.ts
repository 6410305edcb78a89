const LABEL = '[a-z0-9-]+';

/**
 * A regular expression, as JavaScript, Java and so mapping templates read it, for the origins that an entry of an
 * allow-list stands for: `https://app.example.com` for itself, `https://*.example.com` for hosts below example.com, at
 * any depth, and not for example.com. To be matched against the whole origin: it has no anchors of its own.
 */
export function originExpression(entry: string): string {
  return entry
    .replace(/[\\^$+?(){}|[\]]/g, '\\$&')
    .replace(/\./g, '[.]')
    .replace('://*[.]', `://(?:${LABEL}[.])+`)
    .replace(/\*/g, '[*]');
}

/** Whether an allow-list's entry, exact or a pattern, stands for an origin. `*` stands for none: it is no origin. */
export function matchesOrigin(entry: string, origin: string): boolean {
  return new RegExp(`^${originExpression(entry)}$`).test(origin);
}
