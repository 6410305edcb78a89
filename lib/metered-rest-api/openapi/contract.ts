/**
 * The body without `x-amazon-*`. In OpenAPI an authorizer and a key in one object mean both; the body has them in two,
 * as API Gateway wants it (rule C-13).
 */
export function contract(body: Record<string, unknown>): Record<string, unknown> {
  return strip({ ...body, paths: mapValues(body.paths, (item) => mapValues(item, operation)) }) as Record<
    string,
    unknown
  >;
}

function operation(value: unknown): unknown {
  const { security = [], ...rest } = value as { security?: Record<string, unknown>[] };
  return { ...rest, security: security.length > 0 ? [Object.assign({}, ...security)] : [] };
}

function mapValues(members: unknown, change: (value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(members as object).map(([name, value]) => [name, change(value)]));
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(strip);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const kept = Object.entries(value).filter(([name]) => !name.startsWith('x-amazon-'));
  return Object.fromEntries(kept.map(([name, member]) => [name, strip(member)]));
}
