import { read } from '../repository';

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;
interface Member {
  readonly name: string;
  readonly docs?: { summary?: string };
  readonly overrides?: string;
}
interface JsiiType {
  readonly fqn: string;
  readonly docs?: { summary?: string };
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly members?: Member[];
}

const assembly = JSON.parse(read('.jsii')) as { types: Record<string, JsiiType> };
const types = Object.values(assembly.types);

/** Paths in a JSON value at which a key stands. */
function pathsOf(key: string, value: Json, path = ''): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, child]) => {
    const here = `${path}/${name}`;
    return [...(name === key ? [here] : []), ...pathsOf(key, child as Json, here)];
  });
}

it('has the construct', () => {
  expect(Object.keys(assembly.types)).toContain('cdk-apigateway-patterns.SecureHttpApi');
});

it('has no union, which other languages see as any object', () => {
  expect(pathsOf('union', assembly.types as unknown as Json)).toEqual([]);
});

it('a union would be found', () => {
  const property = { name: 'p', type: { collection: { elementtype: { union: { types: [] } } } } };
  expect(pathsOf('union', { T: { properties: [property] } })).toEqual([
    '/T/properties/0/type/collection/elementtype/union',
  ]);
});

it('says of every type and member what it is', () => {
  const members = types.flatMap((type) =>
    [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])]
      // what is inherited or implemented is described where it is declared
      .filter((member) => member.overrides === undefined)
      .map((member) => ({ name: `${type.fqn}.${member.name}`, docs: member.docs })),
  );
  const silent = [...types.map((type) => ({ name: type.fqn, docs: type.docs })), ...members];
  expect(silent.filter(({ docs }) => !docs?.summary).map(({ name }) => name)).toEqual([]);
});

it('shows nothing internal', () => {
  const names = types.flatMap((type) => [...(type.properties ?? []), ...(type.methods ?? [])].map(({ name }) => name));
  expect(names.filter((name) => name.startsWith('_'))).toEqual([]);
});

it('says it in whole sentences: jsii ends a summary at a semicolon', () => {
  const summaries = types.flatMap((type) =>
    [type, ...(type.properties ?? []), ...(type.methods ?? [])].map(({ docs }) => docs?.summary ?? ''),
  );
  expect(summaries.filter((summary) => summary.endsWith(';'))).toEqual([]);
});
