import { JWTPayload } from 'jose';

/** every claim as text, in the notation of Java (assumed, for all but strings). */
export function cognitoClaims(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
}

function claimText(name: string, value: unknown): string {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return javaDate(value * 1_000);
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `Wed Nov 08 23:37:46 UTC 2017` */
function javaDate(milliseconds: number): string {
  const [weekday = '', day, month, year, time] = new Date(milliseconds).toUTCString().split(' ');
  return `${weekday.replace(',', '')} ${month} ${day} ${time} UTC ${year}`;
}
