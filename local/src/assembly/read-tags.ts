import { isObject } from '../core/is-object';
import { ResourceReader } from './resource-reader';

/** `Tags` as most resources have them. Nobody is refused for a tag. */
export function readTags(resource: ResourceReader): Record<string, string> {
  const tags = resource.known('Tags');
  const pairs = Array.isArray(tags) ? tags.filter(isObject) : [];
  return Object.fromEntries(pairs.map(({ Key, Value }) => [String(Key), String(Value)]));
}
