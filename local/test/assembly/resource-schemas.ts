import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

const specification = loadAwsServiceSpecSync();
type Resource = ReturnType<typeof specification.all<'resource'>>[number];
type Properties = Resource['properties'];
type Type = Properties[string]['type'];

/** Members of a property's values by name, and theirs in turn; undefined for what is of no fixed shape. */
export interface Shape {
  readonly [name: string]: Shape | undefined;
}

const byType = new Map(specification.all('resource').map((resource) => [resource.cloudFormationType, resource]));

/** Every type of CloudFormation whose name begins like this. */
export function typesOf(prefix: string): string[] {
  return [...byType.keys()].filter((type) => type.startsWith(prefix)).sort();
}

export function shapeOf(type: string): Shape {
  const resource = byType.get(type);
  if (!resource) throw new Error(`CloudFormation's specification has no ${type}`);
  return shapeOfProperties(resource.properties, []);
}

function shapeOfProperties(properties: Properties, within: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, shapeOfType(type, within)]));
}

/** Lists and maps count as what is in them. */
function shapeOfType(type: Type, within: readonly string[]): Shape | undefined {
  switch (type.type) {
    case 'array':
    case 'map':
      return shapeOfType(type.element, within);
    case 'union':
      return type.types.map((one) => shapeOfType(one, within)).find((shape) => shape !== undefined);
    case 'ref': {
      const { name, properties } = specification.get('typeDefinition', type.reference.$ref);
      return within.includes(name) ? undefined : shapeOfProperties(properties, [...within, name]);
    }
    default:
      return undefined;
  }
}
