import { ResourceReader } from '../assembly';

/** What was read of resources, by their id. Ids of those that can't be served go to the others. */
export function readById<T>(
  resources: readonly ResourceReader[],
  read: (resource: ResourceReader) => T | undefined,
  refusedIds: Set<string>,
): ReadonlyMap<string, T> {
  const models = new Map<string, T>();
  for (const resource of resources) {
    const model = read(resource);
    if (model) models.set(resource.ref ?? '', model);
    else refusedIds.add(resource.ref ?? '');
  }
  return models;
}
