import { ResourceReader } from './resource-reader';

/** `Tags` as most resources have them. Nobody is refused for a tag. */
export function readTags(resource: ResourceReader): Record<string, string> {
  const tags = resource.known('Tags');
  return Object.fromEntries(
    (Array.isArray(tags) ? (tags as { Key?: unknown; Value?: unknown }[]) : []).map(({ Key, Value }) => [
      String(Key),
      String(Value),
    ]),
  );
}
