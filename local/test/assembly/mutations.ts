import fc from 'fast-check';

const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });
const self = JSON.parse('{ "__proto__": { "polluted": true } }') as unknown;
const HOSTILE: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  'x',
  '__proto__',
  true,
  [],
  [null],
  [[]],
  {},
  { constructor: {} },
  self,
  deep(100),
  { Ref: 'Api' },
  { Ref: 'constructor' },
  { Ref: null },
  { 'Fn::GetAtt': ['__proto__', 'Arn'] },
  { 'Fn::GetAtt': ['Function', 'Arn'] },
  { 'Fn::GetAtt': ['Function', 'constructor'] },
  { 'Fn::If': null },
  { 'Fn::If': ['toString', 1, 2] },
  { 'Fn::Join': [null, 'x'] },
  { 'Fn::Sub': [null] },
  { 'Fn::Sub': '${Function}${Route.Arn}${__proto__}' },
  { 'Fn::Select': ['length', []] },
  { 'Fn::ImportValue': {} },
  { 'Fn::ForEach::x': ['a', [], {}] },
  '{{resolve:secretsmanager:x:SecretString:__proto__}}',
];

/** Where in the JSON to strike, how, and with what. */
export interface Mutation {
  /** Counts all places of a document, round and round. */
  readonly place: number;
  readonly kind: 'replace' | 'remove' | 'add';
  readonly key: string;
  readonly given: unknown;
}

export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    place: fc.nat(10_000),
    kind: fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
    key: fc.constantFrom('__proto__', 'constructor', 'DependsOn', 'Condition', 'Fn::Transform', 'New'),
    given: fc.oneof({ arbitrary: fc.constantFrom(...HOSTILE), weight: 4 }, { arbitrary: fc.jsonValue(), weight: 1 }),
  }),
  { minLength: 1, maxLength: 3 },
);

type Path = readonly string[];

/** A copy that is changed at one place. */
export function mutated(value: unknown, mutation: Mutation): unknown {
  const places = placesIn(value, []);
  return changedAt(value, places[mutation.place % places.length] ?? [], mutation);
}

function placesIn(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))].slice(0, 10_000);
}

function changedAt(value: unknown, [key, ...below]: Path, mutation: Mutation): unknown {
  const { kind, given } = mutation;
  const entries = Object.entries((value ?? {}) as object);
  if (key === undefined) return kind === 'add' ? remade(value, [...entries, [mutation.key, given]]) : given;
  if (kind === 'remove' && below.length === 0)
    return remade(
      value,
      entries.filter(([name]) => name !== key),
    );
  const changed = (name: string, member: unknown): unknown =>
    name === key ? changedAt(member, below, mutation) : member;
  return remade(
    value,
    entries.map(([name, member]) => [name, changed(name, member)]),
  );
}

function remade(value: unknown, entries: readonly (readonly [string, unknown])[]): unknown {
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
