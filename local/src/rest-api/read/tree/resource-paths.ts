import { ResourceReader } from '../../../assembly';
import { checkProperties } from '../../../assembly/property-table';
import { parseResourcePath } from '../../resource-path';
import { variableConflicts } from '../../variable-conflicts';
import { resourceProperties } from '../property-tables';

export interface ResourcePathsProps {
  readonly resources: readonly ResourceReader[];
  readonly rootId: string;
  /** Paths of the API's body. */
  readonly others: readonly string[];
}

/** Paths of an API's resources by id, from the chains of their parents: `/orders/{id}`. */
export function resourcePaths({ resources, rootId, others }: ResourcePathsProps): ReadonlyMap<string, string> {
  const byId = new Map(resources.map((resource) => [resource.ref ?? '', resource]));
  const pathOf = (resource: ResourceReader, below: readonly string[]): string | undefined => {
    const parentId = resource.string('ParentId') ?? '';
    const parent = byId.get(parentId);
    if (parentId !== rootId && (!parent || below.includes(parentId))) {
      return resource.refuse('is no resource of this API', 'ParentId');
    }
    const above = parent ? pathOf(parent, [...below, resource.ref ?? '']) : '';
    return above === undefined ? undefined : `${above}/${resource.string('PathPart') ?? ''}`;
  };
  const found = resources.flatMap((resource) => {
    checkProperties(resource, resourceProperties);
    const path = pathOf(resource, []);
    return path === undefined ? [] : [{ resource, path }];
  });
  refuseBadPaths(found, others);
  return new Map([[rootId, '/'], ...found.map(({ resource, path }) => [resource.ref ?? '', path] as const)]);
}

interface Found {
  readonly resource: ResourceReader;
  readonly path: string;
}

/** What AWS refuses to create (R-4, C-28), each told of the resource that is at fault. */
function refuseBadPaths(found: readonly Found[], others: readonly string[]): void {
  const conflicts = new Map(
    variableConflicts([...others, ...found.map(({ path }) => path)]).map(({ path, problem }) => [path, problem]),
  );
  const seen = new Set<string>();
  for (const { resource, path } of found) {
    const segments = parseResourcePath(path);
    const conflict = conflicts.has(parentOf(path)) ? undefined : conflicts.get(path);
    const twin = seen.has(path) ? `there is another resource ${path}` : undefined;
    const problem = 'problem' in segments ? segments.problem : (conflict ?? twin);
    if (problem !== undefined) resource.refuse(problem, 'PathPart');
    seen.add(path);
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
