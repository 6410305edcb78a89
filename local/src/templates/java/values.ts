/**
 * Values of templates as Java has them: a bigint is an Integer or Long, a number a Double, a Map a map, an array an
 * ArrayList, null and undefined are null.
 */
export type JavaMap = Map<unknown, unknown>;

/** A list of JSON, which prints as JSON. */
export class JsonList extends Array<unknown> {}

/** What `keySet`, `values` and `entrySet` give: no list, so there is nothing to `get`. */
export class Collection extends Array<unknown> {}

/** What `split` gives. */
export class StringArray extends Array<string> {}

/** One of `entrySet`. */
export class MapEntry {
  public constructor(
    public readonly key: unknown,
    public readonly value: unknown,
  ) {}
}

/** An object of the service, which prints nothing itself: `$context` and those in it. */
export class ContextMap extends Map<unknown, unknown> {}

/** An object whose methods a template may call, such as `$input`. */
export abstract class TemplateObject {
  public abstract callMethod(name: string, parameters: readonly unknown[]): unknown;
  public abstract property(name: string): unknown;

  /** What it prints. */
  public text(): string {
    return '';
  }
}

/** A value of the gateway as a template sees it: a copy, as templates may write into maps. */
export function toJava(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return JsonList.from(value, toJava);
  if (typeof value !== 'object' || value === null || value instanceof Map) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, toJava(member)]));
}
