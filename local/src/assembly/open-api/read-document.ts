import { PropertyNode } from '../property-node';
import { ResourceReader } from '../resource-reader';
import { partitionOf } from '../stack';

/**
 * The OpenAPI document in an API's `Body`, its intrinsics and the import's own variables resolved (C-37). Not set where
 * there is none. What else than these extensions it has is refused.
 */
export function readDocument(api: ResourceReader, extensions: readonly string[]): PropertyNode | undefined {
  if (!api.propertyNames.includes('Body')) return new PropertyNode(undefined, 'Body', api);
  const document = api.object('Body');
  if (!document) return undefined;
  const body = new PropertyNode(withAwsVariables(document, api), 'Body', api);
  const version = body.get('openapi').text();
  if (!version?.startsWith('3.')) {
    return body.get('openapi').refuse(`must be an OpenAPI 3 document, got ${JSON.stringify(version ?? null)}`);
  }
  body.allowExtensions(extensions);
  return body;
}

function withAwsVariables(value: unknown, api: ResourceReader): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{AWS::(AccountId|Partition|Region)\}/g, (_, name: string) => {
      const { accountId, region } = api.stack;
      return { AccountId: accountId, Partition: partitionOf(region), Region: region }[name] ?? '';
    });
  if (Array.isArray(value)) return value.map((item) => withAwsVariables(item, api));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withAwsVariables(member, api)]));
}
