import { CacheKeyModel } from '../model';
import { IntegrationSource } from './integration-source';
import { PropertyNode } from '../../assembly/property-node';

export interface CacheKeyProps {
  readonly source: IntegrationSource;
  /** Parameters that the method declares, as `method.request.path.id`. */
  readonly declared: ReadonlySet<string>;
  readonly resourceId: string;
}

/** `cacheKeyParameters` and `cacheNamespace` (C-19, R-93). */
export function readCacheKey({ source, declared, resourceId }: CacheKeyProps): CacheKeyModel | undefined {
  const mapped = source.mapping.requestParameters.texts();
  const parameters = source.cacheKeyParameters.entries().map(([, node]) => keySource(node, mapped, declared));
  if (!parameters.every((parameter) => parameter !== undefined)) return undefined;
  return { namespace: source.cacheNamespace.text() ?? resourceId, parameters };
}

/** Where a part of the key comes from. One of the integration's request comes from where its mapping has it from. */
function keySource(
  node: PropertyNode,
  mapped: Readonly<Record<string, string>>,
  declared: ReadonlySet<string>,
): string | undefined {
  const text = node.text() ?? '';
  if (text.startsWith('integration.request.')) {
    return mapped[text] ?? node.refuse(`${text} is not mapped, so it can be no part of a cache key`);
  }
  if (declared.has(text.replace('.multivalue', '.'))) return text;
  return node.refuse(`${text} is no parameter that the method declares, so it can be no part of a cache key`);
}
