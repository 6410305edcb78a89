import { PropertyTable, PropertyTreatment } from '../../src/assembly/property-table';
import { Gateway, UnsupportedError } from '../../src';
import { serveTemplate } from '../support/gateway';
import { everyResource } from './every-resource';
import { TabledResource, tabledResources } from './property-tables';

type Path = readonly string[];
interface Member {
  readonly path: Path;
  readonly treatment: PropertyTreatment;
}

/** Members of lists and of objects with free keys go by the key 0. */
function membersOf(table: PropertyTable, place: Path = []): Member[] {
  return Object.entries(table).flatMap(([name, treatment]) => {
    const path = [...place, name];
    if (treatment.kind === 'members') return [{ path, treatment }, ...membersOf(treatment.table, path)];
    if (treatment.kind === 'each') return [{ path, treatment }, ...membersOf(treatment.table, [...path, '0'])];
    return [{ path, treatment }];
  });
}

function placed(value: unknown, [name, ...below]: Path, given: unknown): unknown {
  if (name === undefined) return given;
  if (Array.isArray(value)) return [placed(value[Number(name)], below, given), ...(value as unknown[]).slice(1)];
  const members = (value ?? {}) as Record<string, unknown>;
  return { ...members, [name]: placed(members[name], below, given) };
}

/** Of what is noted and read as well. */
const VALUES: Readonly<Record<string, unknown>> = { UnauthorizedCacheControlHeaderStrategy: 'FAIL_WITH_403' };

async function serve({ template, logicalId }: TabledResource, path: Path, given: unknown): Promise<Gateway> {
  const resources = everyResource[template];
  const { Type, Properties } = resources[logicalId]!;
  const changed = { Type, Properties: placed(Properties, path, given) };
  const { gateway, close } = await serveTemplate({ Resources: { ...resources, [logicalId]: changed } });
  await close();
  return gateway;
}

async function findingsOf(resource: TabledResource, path: Path, given: unknown): Promise<unknown[]> {
  try {
    return [...(await serve(resource, path, given)).notes];
  } catch (error) {
    return [...(error as UnsupportedError).unsupported];
  }
}

const cases = tabledResources.flatMap((resource) =>
  membersOf(resource.table).map(({ path, treatment }) => ({ ...resource, path, treatment, property: path.join('.') })),
);

it.each(['http', 'rest', 'webSocket'] as const)('the template of %s is served as it is', async (template) => {
  const { gateway, close } = await serveTemplate({ Resources: everyResource[template] });
  await close();
  expect(gateway.apis).toHaveLength(1);
  expect(gateway.notes.filter(({ text }) => text.startsWith('left out'))).toEqual([]);
});

it.each(cases.filter(({ treatment }) => treatment.kind === 'refused'))(
  '$type of $template, $property is refused by name',
  async (resource) => {
    const { logicalId, type, property, treatment } = resource;
    const reason = treatment.kind === 'refused' && treatment.reason;
    const finding = { stack: 'Shop', logicalId, type, property, reason };
    expect(await findingsOf(resource, resource.path, 'x')).toContainEqual(finding);
  },
);

it.each(cases.filter(({ treatment }) => treatment.kind === 'noted'))(
  '$type of $template, $property is noted',
  async (resource) => {
    const text = resource.treatment.kind === 'noted' && resource.treatment.reason;
    const given = VALUES[resource.path.at(-1) ?? ''] ?? true;
    const notes = await findingsOf(resource, resource.path, given);
    expect(notes).toContainEqual({ stack: 'Shop', logicalId: resource.logicalId, text });
  },
);

const unknown = [
  ...tabledResources.map((resource) => ({ ...resource, path: ['NewIn2030'] })),
  ...cases.flatMap(({ path, treatment, ...resource }) => {
    if (treatment.kind === 'members') return [{ ...resource, path: [...path, 'NewIn2030'] }];
    return treatment.kind === 'each' ? [{ ...resource, path: [...path, '0', 'NewIn2030'] }] : [];
  }),
].map((one) => ({ ...one, property: one.path.join('.') }));

it.each(unknown)('$type of $template, $property is not known', async (resource) => {
  const { logicalId, property } = resource;
  const reason = 'is not known to this version of the gateway';
  const found = await findingsOf(resource, resource.path, 'x');
  // nobody needs a secret, so that one is left out instead
  const noted = { stack: 'Shop', logicalId, text: `left out: ${property}: ${reason}` };
  const refused = { stack: 'Shop', logicalId, type: resource.type, property, reason };
  expect(found).toContainEqual(resource.type === 'AWS::SecretsManager::Secret' ? noted : refused);
});
