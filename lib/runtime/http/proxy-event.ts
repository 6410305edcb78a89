/** Of a proxy event of a REST API (format 1.0) or HTTP API (1.0 or 2.0), what is needed here. */
export interface ProxyEvent {
  /** `2.0` or `1.0`; REST APIs leave it out. */
  readonly version?: string;
  readonly headers?: Record<string, string | undefined> | null;
  /** Format 1.0 only. */
  readonly multiValueHeaders?: Record<string, string[] | undefined> | null;
}

/** Value of a header, whatever the case of its name. Undefined where it is missing, or sent twice with two values. */
export function headerOf(event: ProxyEvent, name: string): string | undefined {
  const lists = valuesOf(event.multiValueHeaders, name).flat();
  const values = new Set(lists.length > 0 ? lists : valuesOf(event.headers, name));
  return values.size === 1 ? [...values][0] : undefined;
}

function valuesOf<T>(headers: Record<string, T | undefined> | null | undefined, name: string): T[] {
  return Object.entries(headers ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => (value == null ? [] : [value]));
}
