import { ResourceReader } from './resource-reader';

/** Sorts resources by the API that a property of theirs names, which may be one of another stack. */
export function partsByApi(
  parts: readonly ResourceReader[],
  property: 'ApiId' | 'RestApiId',
): (apiId: string) => readonly ResourceReader[] {
  const groups = new Map<string, ResourceReader[]>();
  for (const part of parts) {
    const apiId = part.string(property) ?? '';
    groups.set(apiId, [...(groups.get(apiId) ?? []), part]);
  }
  return (apiId) => groups.get(apiId) ?? [];
}
