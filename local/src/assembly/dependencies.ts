import { ResourceReader } from './resource-reader';
import { TemplateResource } from './template';

/** Logical ids that CloudFormation makes before a resource: by `DependsOn`, or because it refers to them. */
export function dependenciesOf({ stack, logicalId }: ResourceReader): ReadonlySet<string> {
  const resources = stack.template.Resources ?? {};
  const found = new Set<string>();
  const visit = (id: string): void => {
    const resource = resources[id];
    if (!resource || found.has(id)) return;
    found.add(id);
    directDependencies(resource).forEach(visit);
  };
  visit(logicalId);
  return found;
}

function directDependencies({ DependsOn, Properties }: TemplateResource): string[] {
  return [...[DependsOn ?? []].flat(), ...references(Properties)];
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [...referenced(key, member), ...references(member)]);
}

function referenced(intrinsic: string, argument: unknown): string[] {
  const [first] = [argument].flat();
  if (typeof first !== 'string') return [];
  switch (intrinsic) {
    case 'Ref':
      return [first];
    case 'Fn::GetAtt':
      return [first.split('.')[0] ?? ''];
    case 'Fn::Sub':
      return [...first.matchAll(/\$\{([^!.}]+)/g)].map(([, id = '']) => id);
    default:
      return [];
  }
}
