import { BroadcastTarget } from '../../contract/realtime/audience';
import { LONGEST_ID, MOST_EXCEPTIONS } from '../../contract/realtime/broadcast-message';
import { LONGEST_CHANNEL } from '../../contract/realtime/channel-rules';
import { InvalidBroadcastError } from '../errors';

/** How long the name of a target may be, in bytes of UTF-8: it is part of a key of the table. */
const LONGEST_NAMES: Record<string, number> = { channel: LONGEST_CHANNEL, user: 1_024, connection: LONGEST_ID };

export function targetOf(value: unknown): BroadcastTarget {
  const to = objectOf(value, 'to');
  const targets = Object.entries(to);
  insist(targets.length === 1, 'to has exactly one of all, channel, user and connection');
  const [[kind, name]] = targets;
  if (kind === 'all') {
    insist(name === true, 'to.all is true');
    return { all: true };
  }
  const longest = Object.hasOwn(LONGEST_NAMES, kind) ? LONGEST_NAMES[kind] : undefined;
  insist(longest !== undefined, `to has all, channel, user or connection, got ${quoted(kind)}`);
  insist(isName(name, longest), `to.${kind} is a string of 1 to ${longest} bytes`);
  return { [kind]: name } as unknown as BroadcastTarget;
}

export function idOf(id: unknown): string {
  insist(
    typeof id === 'string' && id.length > 0 && id.length <= LONGEST_ID,
    `id is a string of 1 to ${LONGEST_ID} characters`,
  );
  return id;
}

export function exceptionsOf(value: unknown = []): string[] {
  insist(Array.isArray(value), 'except is an array of ids of connections');
  insist(value.length <= MOST_EXCEPTIONS, `except has at most ${MOST_EXCEPTIONS} ids, got ${value.length}`);
  insist(
    value.every((id) => isName(id, LONGEST_ID)),
    `an id in except is a string of 1 to ${LONGEST_ID} bytes`,
  );
  return value;
}

export function isName(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length > 0 && Buffer.byteLength(value) <= longest;
}

/** An object with no members but some. */
export function recordOf(value: unknown, what: string, members: readonly string[]): Record<string, unknown> {
  const record = objectOf(value, what);
  const unknown = Object.keys(record).find((name) => !members.includes(name));
  insist(unknown === undefined, `unknown member ${quoted(unknown)}; there are ${members.join(', ')}`);
  return record;
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  insist(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} is no object`);
  return value as Record<string, unknown>;
}

/** As much of a name as is good for a log. */
function quoted(name: string | undefined): string {
  return JSON.stringify(name?.slice(0, 40));
}

export function insist(condition: boolean, problem: string): asserts condition {
  if (!condition) {
    throw new InvalidBroadcastError(problem);
  }
}
