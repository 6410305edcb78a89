import { ResourceReader } from '../../../assembly';
import { partitionOf } from '../../../assembly/stack';
import { PropertyNode } from '../property-node';
import { fromOpenApi2 } from './from-open-api-2';

const EXTENSIONS = [
  'x-amazon-apigateway-api-key-source',
  'x-amazon-apigateway-binary-media-types',
  'x-amazon-apigateway-documentation',
  'x-amazon-apigateway-endpoint-access-mode',
  'x-amazon-apigateway-gateway-responses',
  'x-amazon-apigateway-minimum-compression-size',
  'x-amazon-apigateway-policy',
  'x-amazon-apigateway-request-validator',
  'x-amazon-apigateway-request-validators',
  'x-amazon-apigateway-security-policy',
];

/** The API's OpenAPI document, its intrinsics and the import's own variables resolved (C-37). Without one, not set. */
export function readBody(api: ResourceReader): PropertyNode | undefined {
  if (!api.propertyNames.includes('Body')) return new PropertyNode(undefined, 'Body', api);
  const document = api.object('Body');
  if (!document) return undefined;
  const isVersion2 = Number(document.swagger) === 2;
  const known = withAwsVariables(isVersion2 ? fromOpenApi2(document) : document, api);
  const body = new PropertyNode(known, 'Body', api);
  const version = body.get('openapi').text();
  if (!version?.startsWith('3.')) {
    return body.get('openapi').refuse(`must be an OpenAPI 2 or 3 document, got ${JSON.stringify(version ?? null)}`);
  }
  body.allowExtensions(EXTENSIONS);
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
