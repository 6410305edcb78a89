import { randomBytes } from 'node:crypto';

/** Looks like the service's own: `JKJaXmPLvHcESHA=` (H-16). */
export function newRequestId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}
