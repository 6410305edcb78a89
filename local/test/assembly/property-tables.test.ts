import { PropertyTable } from '../../src/assembly/property-table';
import { resourceTypes } from '../../src/gateway/read/resource-types';
import { tabledResources, UNTABLED } from './property-tables';
import { Shape, shapeOf, typesOf } from './resource-schemas';

/** What the tables have besides CloudFormation's schemas, and why. */
const BEYOND_THE_SCHEMA = [
  // the service's own API has them, and templates of other tools may
  'MethodSettings.RequireAuthorizationForCacheControl',
  'MethodSettings.UnauthorizedCacheControlHeaderStrategy',
];

/** The schema has one on the left and the table lacks it, or the other way round. */
function differences(shape: Shape, table: PropertyTable, place = ''): string[] {
  const names = new Set([...Object.keys(shape), ...Object.keys(table)]);
  return [...names].flatMap((name) => {
    const path = `${place}${name}`;
    const treatment = table[name];
    const members = shape[name];
    if (!treatment) return [`${path} is in the schema, and in no table`];
    if (!(name in shape)) return BEYOND_THE_SCHEMA.includes(path) ? [] : [`${path} is in a table, and in no schema`];
    if (treatment.kind === 'served' && members) return [`${path} has members in the schema, and none in a table`];
    if (treatment.kind !== 'members' && treatment.kind !== 'each') return [];
    return members ? differences(members, treatment.table, `${path}.`) : [];
  });
}

it.each(tabledResources)('CloudFormation and the gateway agree on $type of $template', ({ type, table }) => {
  expect(differences(shapeOf(type), table)).toEqual([]);
});

it('a property that one of the two lacks would be found, nested ones included', () => {
  const shape: Shape = { New: undefined, Known: { Newer: undefined, Old: undefined } };
  const known: PropertyTable = {
    Known: { kind: 'members', table: { Old: { kind: 'served' } } },
    Gone: { kind: 'served' },
  };
  expect(differences(shape, known)).toEqual([
    'New is in the schema, and in no table',
    'Known.Newer is in the schema, and in no table',
    'Gone is in a table, and in no schema',
  ]);
  expect(differences(shape, { New: { kind: 'served' }, Known: { kind: 'served' } })).toEqual([
    'Known has members in the schema, and none in a table',
  ]);
});

it('every type of the emulated services is served, left out with a reason, noted or refused', () => {
  const namespaces = ['ApiGateway', 'ApiGatewayV2', 'Lambda', 'SQS', 'SecretsManager'];
  const types = namespaces.flatMap((name) => typesOf(`AWS::${name}::`));
  const known = Object.keys(resourceTypes).filter((type) => namespaces.includes(type.split('::')[1] ?? ''));
  expect(known.sort()).toEqual(types.sort());
});

it('every type that is served has a table', () => {
  const served = Object.keys(resourceTypes).filter((type) => resourceTypes[type]?.kind === 'served');
  const tabled = new Set([...tabledResources.map(({ type }) => type), ...Object.keys(UNTABLED)]);
  expect(served.sort()).toEqual([...tabled].sort());
});
