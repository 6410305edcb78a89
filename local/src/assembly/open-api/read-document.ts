import { PropertyNode } from '../property-node';
import { ResourceReader } from '../resource-reader';
import { partitionOf } from '../stack';
import { checkExtensions, DocumentExtensions } from './extensions';

export interface DocumentProps {
  readonly extensions: DocumentExtensions;
  /** Makes OpenAPI 3 of OpenAPI 2, for a kind of API that takes both. */
  readonly fromOpenApi2?: (document: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * The OpenAPI document in an API's `Body`, its intrinsics and the import's own variables resolved (C-37). Not set where
 * there is none.
 */
export function readDocument(
  api: ResourceReader,
  { extensions, fromOpenApi2 }: DocumentProps,
): PropertyNode | undefined {
  if (!api.propertyNames.includes('Body')) return new PropertyNode(undefined, 'Body', api);
  const document = api.object('Body');
  if (!document) return undefined;
  const isVersion2 = Number(document.swagger) === 2;
  const known = withAwsVariables(isVersion2 && fromOpenApi2 ? fromOpenApi2(document) : document, api);
  const body = new PropertyNode(known, 'Body', api);
  const version = body.get('openapi').text();
  if (!version?.startsWith('3.')) {
    const versions = fromOpenApi2 ? '2 or 3' : '3';
    const given = JSON.stringify(version ?? null);
    return body.get('openapi').refuse(`must be an OpenAPI ${versions} document, got ${given}`);
  }
  checkExtensions(body, 'root', extensions);
  checkExtensions(body.get('components'), 'components', extensions);
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
