import { ResourceReader } from '../../../assembly';
import { fingerprint } from '../../../assembly/fingerprint';
import { PropertyNode } from '../../../assembly/property-node';
import { Names, placeIn, translated } from './translate';

const NAMES: Names = {
  connectionId: 'ConnectionId',
  connectionType: 'ConnectionType',
  credentials: 'CredentialsArn',
  httpMethod: 'IntegrationMethod',
  integrationSubtype: 'IntegrationSubtype',
  payloadFormatVersion: 'PayloadFormatVersion',
  requestParameters: 'RequestParameters',
  responseParameters: 'ResponseParameters',
  timeoutInMillis: 'TimeoutInMillis',
  tlsConfig: 'TlsConfig',
  type: 'IntegrationType',
  uri: 'IntegrationUri',
  // what only REST APIs have: the import goes on without
  cacheKeyParameters: undefined,
  cacheNamespace: undefined,
  contentHandling: undefined,
  passthroughBehavior: undefined,
  requestTemplates: undefined,
  responses: undefined,
};

/** The integration of an operation: in it, or one of the document's components. */
export function importIntegration(
  api: ResourceReader,
  document: PropertyNode,
  operation: PropertyNode,
): ResourceReader | undefined {
  const own = operation.get('x-amazon-apigateway-integration');
  if (!own.isSet) return own.refuse('a route needs an integration');
  const node = resolved(document, own);
  if (!node) return undefined;
  const properties = translated(node, NAMES);
  return api.part({
    properties: {
      ...properties,
      IntegrationType: node.get('type').text()?.toUpperCase(),
      PayloadFormatVersion: formatVersion(node.get('payloadFormatVersion')),
      ...(node.get('responseParameters').isSet && { ResponseParameters: byStatus(node.get('responseParameters')) }),
    },
    ref: fingerprint(`${api.ref ?? ''} integration ${operation.path}`, 7),
    placeOf: placeIn(node, NAMES),
  });
}

function resolved(document: PropertyNode, node: PropertyNode): PropertyNode | undefined {
  const reference = node.get('$ref').text();
  if (reference === undefined) return node;
  const [, name = ''] = /^#\/components\/x-amazon-apigateway-integrations\/([^/]+)$/.exec(reference) ?? [];
  const integration = document.get('components').get('x-amazon-apigateway-integrations').get(name);
  return integration.isSet ? integration : node.refuse(`${reference} is no integration of this document`);
}

/** YAML makes a number of it, and JSON drops its zero. */
function formatVersion(node: PropertyNode): string | undefined {
  return typeof node.value === 'number' ? node.value.toFixed(1) : node.text();
}

/** `{ "404": { "overwrite:statuscode": "403" } }`, as CloudFormation has it. */
function byStatus(node: PropertyNode): Record<string, unknown> {
  return Object.fromEntries(
    node.entries().map(([status, mappings]) => {
      const list = mappings.entries().map(([Destination, source]) => ({ Destination, Source: source.text() }));
      return [status, { ResponseParameters: list }];
    }),
  );
}
