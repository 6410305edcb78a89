import { IntegrationSource, ResponseSource } from '../integration-source';
import { PropertyNode } from '../../../assembly/property-node';

/** `x-amazon-apigateway-integration` (C-1). */
export function integrationSource(operation: PropertyNode): IntegrationSource | undefined {
  const node = operation.get('x-amazon-apigateway-integration');
  if (!node.isSet) return node.refuse('a method needs an integration');
  return {
    type: node.get('type'),
    uri: node.get('uri'),
    httpMethod: node.get('httpMethod'),
    connectionType: node.get('connectionType'),
    responseTransferMode: node.get('responseTransferMode'),
    timeoutInMillis: node.get('timeoutInMillis'),
    cacheNamespace: node.get('cacheNamespace'),
    cacheKeyParameters: node.get('cacheKeyParameters'),
    mapping: {
      requestParameters: node.get('requestParameters'),
      requestTemplates: node.get('requestTemplates'),
      passthroughBehavior: node.get('passthroughBehavior'),
      contentHandling: node.get('contentHandling'),
      responses: node
        .get('responses')
        .entries()
        .map(([pattern, response]) => responseSource(pattern, response)),
    },
  };
}

/** The pattern is the key that a response stands under. */
function responseSource(pattern: string, node: PropertyNode): ResponseSource {
  return {
    selectionPattern: node.as(pattern === 'default' ? undefined : pattern),
    statusCode: node.get('statusCode'),
    responseParameters: node.get('responseParameters'),
    responseTemplates: node.get('responseTemplates'),
    contentHandling: node.get('contentHandling'),
  };
}
