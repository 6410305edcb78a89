import { badRequest } from './errors';

const DEFAULT_LIMIT = 25;
const MOST = 500;

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page goes on; absent on the last. */
  readonly position?: string;
}

/** The page that a query asks for, of things in the order of their ids: one that is added or gone shifts no other. */
export function pageOf<T>(all: readonly T[], idOf: (item: T) => string, query: URLSearchParams): Page<T> {
  const limit = limitOf(query.get('limit'));
  const position = query.get('position') ?? '';
  const rest = [...all]
    .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))
    .filter((item) => position === '' || idOf(item) > position);
  const items = rest.slice(0, limit);
  return { items, position: rest.length > limit ? idOf(items.at(-1)!) : undefined };
}

function limitOf(text: string | null): number {
  if (text === null) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw badRequest(`limit must be 1 to ${MOST}, got ${text}`);
  return Math.min(limit, MOST);
}
